using IbmPlatform.Mongo.Client;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.ServiceDefaults.Caching;
using IbmPlatform.ServiceDefaults.Paging;

namespace IbmPlatform.ServiceDefaults.Streams;

/// <summary>
/// What a service keeps of another's aggregates: <c>{ _id, sourceEpoch, sourceVersion, state }</c>, a removed one as a tombstone with a
/// null state, so that a late event cannot bring it back.
/// </summary>
public sealed class ReadModel<T>
    where T : class
{
    private static readonly string[] StampFields = ["sourceEpoch", "sourceVersion"];

    private readonly VersionedReader<T> reader;

    internal ReadModel(MongoDatabase database, string collection, RecordCache cache)
    {
        Documents = database.GetCollection<BsonDocument>(collection);
        reader = new(Documents, cache, StampFields, StampOf, Read);
    }

    /// <summary>The documents, for the queries of the service's own store class: facts under <c>state</c>.</summary>
    public MongoCollection<BsonDocument> Documents { get; }

    /// <summary>Keeps the state, unless what is kept is as new: one conditional write.</summary>
    /// <returns>Whether it changed anything.</returns>
    public async Task<bool> ApplyAsync(string id, long epoch, int version, T? state, CancellationToken cancellationToken)
    {
        var older = new BsonArray
        {
            new BsonDocument("sourceEpoch", new BsonDocument("$lt", epoch)),
            new BsonDocument { ["sourceEpoch"] = epoch, ["sourceVersion"] = new BsonDocument("$lt", version) },
        };
        var set = new BsonDocument
        {
            ["sourceEpoch"] = epoch,
            ["sourceVersion"] = version,
            ["state"] = state is null ? null : BsonMapper.ToDocument(state),
        };
        var newer = new BsonDocument { ["_id"] = id, ["$or"] = older };
        var update = new BsonDocument("$set", set);
        try
        {
            await Documents.UpdateOneAsync(newer, update, new UpdateOptions { Upsert = true }, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (MongoDuplicateKeyException)
        {
            // It is there: no older than this, or inserted a moment ago by another process from an event before this one. Without an
            // insert the condition tells which.
            return (await Documents.UpdateOneAsync(newer, update, cancellationToken: cancellationToken).ConfigureAwait(false)).MatchedCount == 1;
        }
    }

    /// <summary>The states that a filter finds, in the order asked for; tombstones never.</summary>
    public async Task<IReadOnlyList<T>> ListAsync(BsonDocument filter, BsonDocument? sort, CancellationToken cancellationToken)
    {
        var found = await reader.FindAsync(filter, sort ?? Sort.Ascending("_id"), limit: null, paths: [], cancellationToken).ConfigureAwait(false);
        return [.. found.Select(item => item.Record).OfType<T>()];
    }

    /// <summary>One page of the states that a filter finds; the filter must not find tombstones.</summary>
    public Task<Connection<T>> PageAsync(BsonDocument filter, IEnumerable<OrderKey> order, PageRequest page, CancellationToken cancellationToken) =>
        Keyset.PageAsync(Documents, reader, filter, order, page, cancellationToken);

    /// <summary>The states of several ids in one query, in the order of the ids; null for an unknown one.</summary>
    public async Task<IReadOnlyList<T?>> LoadAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var filter = new BsonDocument("_id", new BsonDocument("$in", new BsonArray(ids.Distinct(StringComparer.Ordinal).Select(id => (BsonValue)id))));
        var found = (await reader.FindAsync(filter, sort: null, limit: null, paths: [], cancellationToken).ConfigureAwait(false))
            .ToDictionary(item => item.Place["_id"].AsString, item => item.Record, StringComparer.Ordinal);
        return [.. ids.Select(id => found.GetValueOrDefault(id))];
    }

    private static Stamp StampOf(BsonDocument document) => new(document["sourceEpoch"].ToInt64(), document["sourceVersion"].ToInt32());

    private static T? Read(BsonDocument document) => document["state"] is BsonDocument state ? BsonMapper.FromBson<T>(state) : null;
}
