using System.Globalization;
using System.Runtime.CompilerServices;
using IbmPlatform.Mongo.Client;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.ServiceDefaults.Caching;
using IbmPlatform.ServiceDefaults.Events;
using IbmPlatform.ServiceDefaults.Paging;
using IbmPlatform.Values;

namespace IbmPlatform.ServiceDefaults.Aggregates;

/// <summary>
/// Aggregates of one kind, one document each: <c>{ _id, version, epoch, createdAt, updatedAt, by, write, keys, state, outbox }</c>. A write is
/// one conditional update that changes the state and appends its event, which is atomic on any MongoDB, a standalone too.
/// </summary>
public sealed partial class AggregateStore<T>(ServiceDatabase database, AggregateType<T> type, TimeProvider time)
    where T : class
{
    private const int MaxAttempts = 4;

    private static readonly string[] StampFields = ["version", "epoch", "write"];

    private readonly MongoCollection<BsonDocument> documents = database.Database.GetCollection<BsonDocument>(type.Collection);
    private readonly VersionedReader<Stored<T>> reader = new(
        database.Database.GetCollection<BsonDocument>(type.Collection), database.Cache, StampFields, StampOf, Read);

    /// <summary>The kind of aggregate.</summary>
    public AggregateType<T> Type { get; } = type;

    /// <summary>The log that its events go to.</summary>
    public EventLog Events => database.Events;

    /// <summary>The documents, for the queries of the service's own store class: facts under <c>state</c>, derived values under <c>keys</c>.</summary>
    public MongoCollection<BsonDocument> Documents => documents;

    /// <summary>Reads a document of <see cref="Documents"/>; null for a tombstone.</summary>
    public static Stored<T>? Read(BsonDocument document) => AggregateBson.Read<T>(document);

    /// <summary>The aggregate of an id; null when there is none or it was removed.</summary>
    public async Task<Stored<T>?> FindAsync(string id, CancellationToken cancellationToken) =>
        (await LoadPresentAsync([id], cancellationToken).ConfigureAwait(false)).GetValueOrDefault(id);

    /// <summary>The aggregates of several ids in one query, in the order of the ids; null for an unknown one.</summary>
    /// <param name="ids">Typed ids; repeated ones are answered each time.</param>
    /// <param name="asOf">The past instant to read at, from the log; null: now.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public async Task<IReadOnlyList<Stored<T>?>> LoadAsync(
        IReadOnlyList<string> ids, DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        var found = asOf is { } at
            ? await LoadPastAsync(ids, at, cancellationToken).ConfigureAwait(false)
            : await LoadPresentAsync(ids, cancellationToken).ConfigureAwait(false);
        return [.. ids.Select(id => found.GetValueOrDefault(id))];
    }

    /// <summary>One page of the aggregates that a filter finds (paths start with <c>state.</c> or <c>keys.</c>); tombstones never.</summary>
    public Task<Connection<Stored<T>>> PageAsync(
        BsonDocument filter, IEnumerable<OrderKey> order, PageRequest page, CancellationToken cancellationToken) =>
        Keyset.PageAsync(documents, reader, Keyset.And(Living, filter), order, page, cancellationToken);

    /// <summary>All aggregates that a filter finds, in an order that ends in id; tombstones never.</summary>
    public async Task<IReadOnlyList<Stored<T>>> ListAsync(BsonDocument filter, IEnumerable<OrderKey> order, CancellationToken cancellationToken)
    {
        var found = await reader.FindAsync(
            Keyset.And(Living, filter), Keyset.SortOf(OrderKey.EndingInId(order)), limit: null, paths: [], cancellationToken).ConfigureAwait(false);
        return [.. found.Select(item => item.Record!)];
    }

    /// <summary>As <see cref="LoadAsync"/>, the states alone.</summary>
    public async Task<IReadOnlyList<T?>> LoadStatesAsync(IReadOnlyList<string> ids, DateTimeOffset? asOf, CancellationToken cancellationToken) =>
        [.. (await LoadAsync(ids, asOf, cancellationToken).ConfigureAwait(false)).Select(stored => stored?.State)];

    /// <summary>The states of all aggregates that a filter finds, by id.</summary>
    public async Task<IReadOnlyList<T>> ListStatesAsync(BsonDocument filter, CancellationToken cancellationToken) =>
        [.. (await ListAsync(filter, [], cancellationToken).ConfigureAwait(false)).Select(stored => stored.State)];

    /// <summary>An aggregate's versions below one, the newest first; those still in the outbox among them.</summary>
    public async Task<IReadOnlyList<LoggedEvent>> HistoryAsync(string id, int belowVersion, int limit, CancellationToken cancellationToken)
    {
        await database.Outbox.DrainAsync(cancellationToken).ConfigureAwait(false);
        return await database.Events.HistoryAsync(id, belowVersion, limit, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The changes of aggregates of this kind from now on, whichever process makes them; see <see cref="Tap{T}.ListenAsync"/>.</summary>
    public async IAsyncEnumerable<LoggedEvent> ListenAsync(
        Predicate<LoggedEvent> wanted, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // What was written before and waits in an outbox is not of now.
        await database.Outbox.DrainAsync(cancellationToken).ConfigureAwait(false);
        var changes = database.Tap.ListenAsync(change => change.Stream == Type.Stream && wanted(change), cancellationToken);
        await foreach (var change in changes.ConfigureAwait(false))
            yield return change;
    }

    /// <summary>
    /// The aggregate as a change of <see cref="ListenAsync"/> left it, whatever became of it since; null where the change removed it or where
    /// the filter (paths as in <see cref="PageAsync"/>) does not find what it left.
    /// </summary>
    public async Task<Stored<T>?> AsLeftByAsync(LoggedEvent change, BsonDocument filter, CancellationToken cancellationToken)
    {
        if (change.Payload is null)
            return null;
        var state = BsonMapper.FromBson<T>(change.Payload);
        if (filter.Count > 0 && !await Events.FindsAsync(change.Sequence, Type.Keys?.Invoke(state), filter, cancellationToken).ConfigureAwait(false))
            return null;
        var first = change.Version == 1
            ? change
            : await Events.FindAsync(LoggedEvent.EventIdOf(change.Aggregate, 1), cancellationToken).ConfigureAwait(false);
        return new(change.Aggregate, change.Version, change.Epoch, (first ?? change).OccurredAt, change.OccurredAt, change.By, state);
    }

    /// <summary>Writes version 1, unless the id is taken.</summary>
    /// <exception cref="MongoDuplicateKeyException">A unique index of the service's own has the value already.</exception>
    /// <exception cref="WriteOutcomeUnknownException">The store went away and did not come back to be asked.</exception>
    public async Task<WriteResult<T>> InsertAsync(T state, Change change, CancellationToken cancellationToken)
    {
        var (document, written) = First(state, change);
        return await AttemptAsync(
            written,
            async () =>
            {
                await documents.InsertOneAsync(document, cancellationToken).ConfigureAwait(false);
                return true;
            },
            whenOther: WriteStatus.Exists,
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes version 1 of each that is not there yet; those that are stay as they are.</summary>
    /// <returns>How many were new.</returns>
    public async Task<int> InsertMissingAsync(IReadOnlyList<T> states, Change change, CancellationToken cancellationToken)
    {
        var present = new HashSet<string>(StringComparer.Ordinal);
        var filter = new BsonDocument("_id", In(states.Select(Type.Id)));
        var options = new FindOptions { Projection = new BsonDocument("_id", 1) };
        await foreach (var document in documents.Find(filter, options, cancellationToken).ConfigureAwait(false))
            present.Add(document["_id"].AsString);
        var missing = states.Where(state => !present.Contains(Type.Id(state))).ToList();
        if (missing.Count == 0)
            return 0;
        try
        {
            await documents.InsertManyAsync(missing.Select(state => First(state, change).Document), ordered: false, cancellationToken).ConfigureAwait(false);
            database.Outbox.Signal();
        }
        catch (MongoException e) when (e is MongoDuplicateKeyException || StoreFailure.IsTransient(e))
        {
            // Another process loads the same records, or the reply was lost: one by one each tells what became of it.
            foreach (var state in missing)
                await InsertAsync(state, change, cancellationToken).ConfigureAwait(false);
        }
        return missing.Count;
    }

    /// <summary>Writes the next version, if the one given still stands.</summary>
    /// <exception cref="WriteOutcomeUnknownException">The store went away and did not come back to be asked.</exception>
    public Task<WriteResult<T>> UpdateAsync(Stored<T> basis, T state, Change change, CancellationToken cancellationToken)
    {
        if (Type.Id(state) != basis.Id)
            throw new ArgumentException($"The new state of {basis.Id} calls itself {Type.Id(state)}; an id never changes.", nameof(state));
        var before = BsonMapper.ToDocument(basis.State);
        var after = BsonMapper.ToDocument(state);
        var fields = before.Names.Union(after.Names, StringComparer.Ordinal)
            .Where(name => !Equals(before.Find(name), after.Find(name))).ToList();
        return ReplaceAsync(basis, state, after, fields, change with { Kind = change.Kind ?? ChangeKind.Updated }, cancellationToken);
    }

    /// <summary>Leaves a tombstone, if the version given still stands.</summary>
    /// <exception cref="WriteOutcomeUnknownException">The store went away and did not come back to be asked.</exception>
    public Task<WriteResult<T>> RemoveAsync(Stored<T> basis, Change change, CancellationToken cancellationToken) =>
        ReplaceAsync(basis, null, null, [], change with { Kind = change.Kind ?? ChangeKind.Deleted }, cancellationToken);

    private Task<WriteResult<T>> ReplaceAsync(
        Stored<T> basis, T? state, BsonDocument? payload, IReadOnlyList<string> fields, Change change, CancellationToken cancellationToken)
    {
        var at = Now(change);
        var written = new LoggedEvent(
            0, Type.Stream, 0, basis.Id, basis.Version + 1, database.Epoch, change.Kind!.Value, at, change.By, fields, payload, NewWrite(), change.MergedInto,
            state is null ? null : Type.Keys?.Invoke(state));
        var set = new BsonDocument
        {
            ["version"] = written.Version,
            ["epoch"] = written.Epoch,
            ["updatedAt"] = at,
            ["by"] = written.By,
            ["write"] = written.Write,
            ["keys"] = written.Keys,
            ["state"] = payload,
        };
        var update = new BsonDocument
        {
            ["$set"] = set,
            ["$push"] = new BsonDocument("outbox", LoggedEventBson.WritePending(written)),
        };
        var filter = new BsonDocument { ["_id"] = basis.Id, ["version"] = basis.Version };
        return AttemptAsync(
            written,
            async () => (await documents.UpdateOneAsync(filter, update, cancellationToken: cancellationToken).ConfigureAwait(false)).MatchedCount == 1,
            whenOther: WriteStatus.Conflict,
            cancellationToken);
    }

    /// <summary>
    /// Runs a conditional write, which may be repeated since a second run finds its condition gone; after a lost reply it reads back
    /// instead of guessing.
    /// </summary>
    private async Task<WriteResult<T>> AttemptAsync(
        LoggedEvent written, Func<Task<bool>> write, WriteStatus whenOther, CancellationToken cancellationToken)
    {
        Exception? lost = null;
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            try
            {
                var applied = false;
                try
                {
                    applied = await write().ConfigureAwait(false);
                }
                catch (MongoDuplicateKeyException e) when (e.KeyPattern is null || e.KeyPattern.Contains("_id"))
                {
                    // The id is taken, perhaps by this very write's earlier attempt: reading back tells.
                }
                if (applied)
                    database.Outbox.Signal();
                var standing = await documents.FindOneAsync(new BsonDocument("_id", written.Aggregate), cancellationToken: cancellationToken)
                    .ConfigureAwait(false);
                if (applied || await IsOursAsync(standing, written, cancellationToken).ConfigureAwait(false))
                    return new(WriteStatus.Written, AsWritten(standing, written));
                return standing is null || Read(standing) is not { } current ? new(WriteStatus.Missing, null) : new(whenOther, current);
            }
            catch (MongoException e) when (StoreFailure.IsTransient(e))
            {
                lost = e;
                await Task.Delay(TimeSpan.FromMilliseconds(100 << attempt), time, cancellationToken).ConfigureAwait(false);
            }
        }
        throw new WriteOutcomeUnknownException(written.Aggregate, lost!);
    }

    private async Task<bool> IsOursAsync(BsonDocument? standing, LoggedEvent written, CancellationToken cancellationToken)
    {
        if (standing is null || standing["version"].ToInt32() < written.Version)
            return false;
        if (standing["write"].AsString == written.Write)
            return true;
        // A later version stands already: whose the version in between was is said by its event, in the outbox or in the log.
        var pending = standing["outbox"].AsArray.Select(e => e.AsDocument).FirstOrDefault(e => e["eventId"].AsString == written.EventId);
        var writer = pending is not null
            ? pending["write"].AsString
            : (await Events.FindAsync(written.EventId, cancellationToken).ConfigureAwait(false))?.Write;
        return writer == written.Write;
    }

    private static Stored<T>? AsWritten(BsonDocument? standing, LoggedEvent written)
    {
        if (written.Payload is null || standing is null)
            return null;
        return new(
            written.Aggregate, written.Version, written.Epoch, standing["createdAt"].AsDateTimeOffset, written.OccurredAt, written.By,
            BsonMapper.FromBson<T>(written.Payload));
    }

    private (BsonDocument Document, LoggedEvent Written) First(T state, Change change)
    {
        var at = Now(change);
        var payload = BsonMapper.ToDocument(state);
        var written = new LoggedEvent(
            0, Type.Stream, 0, Type.Id(state), 1, database.Epoch, change.Kind ?? ChangeKind.Created, at, change.By, [], payload, NewWrite(),
            Keys: Type.Keys?.Invoke(state));
        return (AggregateBson.Write(written), written);
    }

    private async Task<Dictionary<string, Stored<T>?>> LoadPresentAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var found = await reader.FindAsync(new BsonDocument("_id", In(ids)), sort: null, limit: null, paths: [], cancellationToken).ConfigureAwait(false);
        return found.ToDictionary(item => item.Place["_id"].AsString, item => item.Record, StringComparer.Ordinal);
    }

    private static Stamp StampOf(BsonDocument document) => new(document["epoch"].ToInt64(), document["version"].ToInt32(), document["write"].AsString);

    private static BsonDocument Living => new("state", new BsonDocument("$ne", BsonNull.Value));

    private DateTimeOffset Now(Change change)
    {
        // As precise as the store keeps it, so that what a writer is told equals what is read later.
        var at = change.At ?? time.GetUtcNow();
        return DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());
    }

    private static string NewWrite() => Guid.CreateVersion7().ToString("n", CultureInfo.InvariantCulture);

    private static BsonDocument In(IEnumerable<string> ids) =>
        new("$in", new BsonArray(ids.Distinct(StringComparer.Ordinal).Select(id => (BsonValue)id)));
}
