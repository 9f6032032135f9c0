using IbmPlatform.Mongo.Client;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.ServiceDefaults.Events;

/// <summary>
/// Copies pending events into the log, then pulls them from their aggregates. A crash between the two leaves events in both places,
/// and the next run finds them copied; two dispatchers at once differ only in who is first.
/// </summary>
public sealed class OutboxDispatcher(MongoDatabase database, EventLog log, IReadOnlyList<IEventStream> streams, TimeProvider time, Tap<LoggedEvent>? tap = null)
{
    internal const string PendingField = "outbox.eventId";
    private const int BatchSize = 200;

    private readonly Wakeup written = new(time);

    /// <summary>Wakes the publisher when the log has grown.</summary>
    internal Wakeup Logged { get; } = new(time);

    /// <summary>Says that there is something to copy.</summary>
    public void Signal() => written.Set();

    /// <summary>Waits for a signal, or for the time after which other processes' events are looked for.</summary>
    internal Task WaitAsync(CancellationToken cancellationToken) => written.WaitAsync(TimeSpan.FromSeconds(1), cancellationToken);

    /// <summary>Copies and pulls until nothing is pending.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        foreach (var stream in streams)
        {
            while (true)
            {
                var pending = await FindPendingAsync(stream, cancellationToken).ConfigureAwait(false);
                if (pending.Count == 0)
                    break;
                await CopyAsync(pending, cancellationToken).ConfigureAwait(false);
                await PullAsync(stream, pending, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>How many aggregates have pending events.</summary>
    public async Task<long> CountPendingAsync(CancellationToken cancellationToken)
    {
        long count = 0;
        foreach (var stream in streams)
            count += await Collection(stream).CountDocumentsAsync(Pending(), cancellationToken: cancellationToken).ConfigureAwait(false);
        return count;
    }

    internal async Task<IReadOnlyList<LoggedEvent>> FindPendingAsync(IEventStream stream, CancellationToken cancellationToken)
    {
        var pending = new List<LoggedEvent>();
        var options = new FindOptions { Limit = BatchSize, Projection = new BsonDocument("outbox", 1) };
        await foreach (var document in Collection(stream).Find(Pending(), options, cancellationToken).ConfigureAwait(false))
            pending.AddRange(document["outbox"].AsArray.Select(e => LoggedEventBson.ReadPending(e.AsDocument, stream.Stream)));
        return [.. pending.OrderBy(e => e.OccurredAt).ThenBy(e => e.Aggregate, StringComparer.Ordinal).ThenBy(e => e.Version)];
    }

    internal async Task CopyAsync(IReadOnlyList<LoggedEvent> pending, CancellationToken cancellationToken)
    {
        await log.AppendAsync(pending, cancellationToken).ConfigureAwait(false);
        Logged.Set();
        tap?.Wake();
    }

    internal async Task PullAsync(IEventStream stream, IReadOnlyList<LoggedEvent> copied, CancellationToken cancellationToken)
    {
        foreach (var aggregate in copied.GroupBy(e => e.Aggregate, StringComparer.Ordinal))
        {
            var ids = new BsonArray(aggregate.Select(e => (BsonValue)e.EventId));
            var pull = new BsonDocument("$pull", new BsonDocument("outbox", new BsonDocument("eventId", new BsonDocument("$in", ids))));
            await Collection(stream).UpdateOneAsync(new BsonDocument("_id", aggregate.Key), pull, cancellationToken: cancellationToken)
                .ConfigureAwait(false);
        }
    }

    private MongoCollection<BsonDocument> Collection(IEventStream stream) => database.GetCollection<BsonDocument>(stream.Collection);

    // Every event id is greater than the empty string; an empty outbox has none.
    private static BsonDocument Pending() => new(PendingField, new BsonDocument("$gt", ""));
}
