using System.Runtime.CompilerServices;
using IbmPlatform.Mongo.Client;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.ServiceDefaults.Events;

/// <summary>
/// The owner's durable, append-only log: the one source of publishing, revisions, the change feed and rebuilding. The sequence is
/// gapless because each entry takes the number after the last by insert; who comes second takes the next.
/// </summary>
public sealed class EventLog(MongoDatabase database)
{
    private const string CollectionName = "events";
    private const int MaxAttempts = 1_000;

    private readonly MongoCollection<BsonDocument> events = database.GetCollection<BsonDocument>(CollectionName);

    /// <summary>Creates the indexes that make numbers and ids unique.</summary>
    public Task PrepareAsync(CancellationToken cancellationToken) =>
        events.CreateIndexesAsync(
            [
                new IndexModel(Sort.Ascending("eventId")) { Unique = true },
                new IndexModel(Sort.Ascending("stream").Ascending("position")) { Unique = true },
                new IndexModel(Sort.Ascending("aggregate").Ascending("version")),
            ],
            cancellationToken);

    /// <summary>Appends what is not there yet, in the order given; an event that is there is left as it is.</summary>
    /// <exception cref="InvalidOperationException">Others took every number that was tried.</exception>
    public async Task AppendAsync(IReadOnlyList<LoggedEvent> pending, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var missing = await WithoutPresentAsync(pending, cancellationToken).ConfigureAwait(false);
            if (missing.Count == 0)
                return;
            var numbered = await NumberAsync(missing, cancellationToken).ConfigureAwait(false);
            try
            {
                // Ordered: the server stops at the first number that is taken, so what is inserted leaves no gap.
                await events.InsertManyAsync(numbered, cancellationToken: cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (MongoDuplicateKeyException)
            {
                // Another dispatcher was faster with a number or with the event itself: look again.
            }
        }
        throw new InvalidOperationException(
            $"{pending.Count} event(s) from {pending[0].EventId} on found no free number in {MaxAttempts} attempts; see who else writes to the events collection.");
    }

    /// <summary>Entries after a sequence, in order, at most <paramref name="limit"/>.</summary>
    public async Task<IReadOnlyList<LoggedEvent>> ReadAfterAsync(long sequence, int limit, CancellationToken cancellationToken) =>
        await ListAsync(
            new BsonDocument("_id", new BsonDocument("$gt", sequence)),
            new FindOptions { Sort = Sort.Ascending("_id"), Limit = limit },
            cancellationToken).ConfigureAwait(false);

    /// <summary>A stream's entries after a position, in order.</summary>
    public async IAsyncEnumerable<LoggedEvent> ReadStreamAsync(
        string stream, long afterPosition, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var filter = new BsonDocument { ["stream"] = stream, ["position"] = new BsonDocument("$gt", afterPosition) };
        var options = new FindOptions { Sort = Sort.Ascending("position") };
        await foreach (var document in events.Find(filter, options, cancellationToken).ConfigureAwait(false))
            yield return LoggedEventBson.Read(document);
    }

    /// <summary>The history of one aggregate below a version, the newest first.</summary>
    public Task<IReadOnlyList<LoggedEvent>> HistoryAsync(string aggregate, int belowVersion, int limit, CancellationToken cancellationToken) =>
        ListAsync(
            new BsonDocument { ["aggregate"] = aggregate, ["version"] = new BsonDocument("$lt", belowVersion) },
            new FindOptions { Sort = Sort.Descending("version"), Limit = limit },
            cancellationToken);

    /// <summary>The last entry of each aggregate that had happened at an instant; one that did not exist then is absent.</summary>
    public async Task<IReadOnlyDictionary<string, LoggedEvent>> AsOfAsync(
        IReadOnlyCollection<string> aggregates, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var filter = new BsonDocument
        {
            ["aggregate"] = new BsonDocument("$in", new BsonArray(aggregates.Select(id => (BsonValue)id))),
            ["occurredAt"] = new BsonDocument("$lte", at),
        };
        var found = await ListAsync(filter, new FindOptions(), cancellationToken).ConfigureAwait(false);
        return found.GroupBy(e => e.Aggregate, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.MaxBy(e => e.Version)!, StringComparer.Ordinal);
    }

    /// <summary>What a filter finds among the aggregates of a stream as they stood at an instant, each as its document would have been; never one that was gone by then.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="at">The instant.</param>
    /// <param name="filter">As over the aggregates' own collection.</param>
    /// <param name="sort">Likewise.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public Task<IReadOnlyList<BsonDocument>> ListAsOfAsync(
        string stream, DateTimeOffset at, BsonDocument filter, BsonDocument sort, CancellationToken cancellationToken)
    {
        BsonDocument[] pipeline =
        [
            new("$match", new BsonDocument { ["stream"] = stream, ["occurredAt"] = new BsonDocument("$lte", at) }),
            new("$sort", new BsonDocument { ["aggregate"] = 1, ["version"] = 1 }),
            new("$group", new BsonDocument { ["_id"] = "$aggregate", ["createdAt"] = new BsonDocument("$first", "$occurredAt"), ["last"] = new BsonDocument("$last", "$$ROOT") }),
            new("$match", new BsonDocument("last.payload", new BsonDocument("$ne", BsonNull.Value))),
            new("$project", new BsonDocument
            {
                ["version"] = "$last.version",
                ["epoch"] = "$last.epoch",
                ["createdAt"] = 1,
                ["updatedAt"] = "$last.occurredAt",
                ["by"] = new BsonDocument("$ifNull", new BsonArray { "$last.by", BsonNull.Value }),
                ["keys"] = "$last.keys",
                ["state"] = "$last.payload",
            }),
            new("$match", filter),
            new("$sort", sort),
        ];
        return events.AggregateAsync<BsonDocument>(pipeline, cancellationToken: cancellationToken);
    }

    /// <summary>Gives the entries of a stream that have none their derived values: those written before the log kept them.</summary>
    internal async Task FillKeysAsync(string stream, Func<BsonDocument, BsonDocument> keysOf, CancellationToken cancellationToken)
    {
        var without = new BsonDocument
        {
            ["stream"] = stream,
            ["keys"] = new BsonDocument("$exists", false),
            ["payload"] = new BsonDocument("$ne", BsonNull.Value),
        };
        await foreach (var entry in events.Find(without, new FindOptions(), cancellationToken).ConfigureAwait(false))
        {
            var set = new BsonDocument("$set", new BsonDocument("keys", keysOf(entry["payload"].AsDocument)));
            await events.UpdateOneAsync(new BsonDocument("_id", entry["_id"]), set, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The aggregates of a stream that held any of the values in a field of their state by an instant; some may have dropped it again.</summary>
    public async Task<IReadOnlyList<string>> HoldersAsync(
        string stream, string path, IReadOnlyCollection<string> values, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var filter = new BsonDocument
        {
            ["stream"] = stream,
            ["payload." + path] = new BsonDocument("$in", new BsonArray(values.Select(value => (BsonValue)value))),
            ["occurredAt"] = new BsonDocument("$lte", at),
        };
        return await events.DistinctAsync<string>("aggregate", filter, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Whether a filter finds an aggregate as an entry left it; its paths are those of the aggregate's own document.</summary>
    /// <param name="sequence">The entry.</param>
    /// <param name="keys">The derived values of the entry's state, which the log does not hold.</param>
    /// <param name="filter">The filter.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public async Task<bool> FindsAsync(long sequence, BsonDocument? keys, BsonDocument filter, CancellationToken cancellationToken)
    {
        var asStored = new BsonDocument
        {
            ["_id"] = "$aggregate",
            ["version"] = "$version",
            ["updatedAt"] = "$occurredAt",
            ["state"] = "$payload",
            ["keys"] = new BsonDocument("$literal", keys ?? []),
        };
        BsonDocument[] pipeline =
        [
            new("$match", new BsonDocument("_id", sequence)), new("$replaceWith", asStored), new("$match", filter), new("$project", new BsonDocument("_id", 1)),
        ];
        return (await events.AggregateAsync<BsonDocument>(pipeline, cancellationToken: cancellationToken).ConfigureAwait(false)).Count > 0;
    }

    /// <summary>Gives every entry the epoch that began with a restore.</summary>
    internal Task MoveToEpochAsync(long epoch, CancellationToken cancellationToken) =>
        events.UpdateManyAsync([], new BsonDocument("$set", new BsonDocument("epoch", epoch)), cancellationToken: cancellationToken);

    /// <summary>One event by its id; null when it is not in the log.</summary>
    public async Task<LoggedEvent?> FindAsync(string eventId, CancellationToken cancellationToken)
    {
        var document = await events.FindOneAsync(new BsonDocument("eventId", eventId), cancellationToken: cancellationToken).ConfigureAwait(false);
        return document is null ? null : LoggedEventBson.Read(document);
    }

    /// <summary>The last sequence; 0 for an empty log.</summary>
    public async Task<long> LastSequenceAsync(CancellationToken cancellationToken)
    {
        var last = await events.FindOneAsync(
            [], new FindOptions { Sort = Sort.Descending("_id"), Projection = new BsonDocument("_id", 1) }, cancellationToken).ConfigureAwait(false);
        return last is null ? 0 : last["_id"].ToInt64();
    }

    private async Task<List<LoggedEvent>> WithoutPresentAsync(IReadOnlyList<LoggedEvent> pending, CancellationToken cancellationToken)
    {
        var ids = new BsonArray(pending.Select(e => (BsonValue)e.EventId));
        var present = new HashSet<string>(StringComparer.Ordinal);
        var filter = new BsonDocument("eventId", new BsonDocument("$in", ids));
        var options = new FindOptions { Projection = new BsonDocument("eventId", 1) };
        await foreach (var document in events.Find(filter, options, cancellationToken).ConfigureAwait(false))
            present.Add(document["eventId"].AsString);
        return [.. pending.Where(e => !present.Contains(e.EventId))];
    }

    private async Task<List<BsonDocument>> NumberAsync(IReadOnlyList<LoggedEvent> missing, CancellationToken cancellationToken)
    {
        var positions = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var stream in missing.Select(e => e.Stream).Distinct(StringComparer.Ordinal))
            positions[stream] = await LastPositionAsync(stream, cancellationToken).ConfigureAwait(false);
        var sequence = await LastSequenceAsync(cancellationToken).ConfigureAwait(false);
        return [.. missing.Select(e => LoggedEventBson.Write(e with { Sequence = ++sequence, Position = ++positions[e.Stream] }))];
    }

    /// <summary>A stream's last position; 0 when nothing happened in it yet.</summary>
    public async Task<long> LastPositionAsync(string stream, CancellationToken cancellationToken)
    {
        var last = await events.FindOneAsync(
            new BsonDocument("stream", stream),
            new FindOptions { Sort = Sort.Descending("stream").Descending("position"), Projection = new BsonDocument("position", 1) },
            cancellationToken).ConfigureAwait(false);
        return last is null ? 0 : last["position"].ToInt64();
    }

    private async Task<IReadOnlyList<LoggedEvent>> ListAsync(BsonDocument filter, FindOptions options, CancellationToken cancellationToken)
    {
        var found = new List<LoggedEvent>();
        await foreach (var document in events.Find(filter, options, cancellationToken).ConfigureAwait(false))
            found.Add(LoggedEventBson.Read(document));
        return found;
    }
}
