using IbmPlatform.Mongo.Client;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Values;

namespace IbmPlatform.ServiceDefaults.Streams;

/// <summary>
/// What a service keeps of another's aggregates: <c>{ _id, sourceEpoch, sourceVersion, state }</c>, a removed one as a tombstone with a
/// null state, so that a late event cannot bring it back.
/// </summary>
public sealed class ReadModel<T>(MongoDatabase database, string collection)
    where T : class
{
    /// <summary>The documents, for the queries of the service's own store class: facts under <c>state</c>.</summary>
    public MongoCollection<BsonDocument> Documents { get; } = database.GetCollection<BsonDocument>(collection);

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
        try
        {
            await Documents.UpdateOneAsync(
                new BsonDocument { ["_id"] = id, ["$or"] = older },
                new BsonDocument("$set", set),
                new UpdateOptions { Upsert = true },
                cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (MongoDuplicateKeyException)
        {
            // It is there and no older: the upsert tried to insert it again.
            return false;
        }
    }

    /// <summary>The states that a filter finds, in the order asked for; tombstones never.</summary>
    public async Task<IReadOnlyList<T>> ListAsync(BsonDocument filter, BsonDocument? sort, CancellationToken cancellationToken)
    {
        var found = new List<T>();
        var options = new FindOptions { Sort = sort ?? Sort.Ascending("_id") };
        await foreach (var document in Documents.Find(filter, options, cancellationToken).ConfigureAwait(false))
        {
            if (document["state"] is BsonDocument state)
                found.Add(BsonMapper.FromBson<T>(state));
        }
        return found;
    }

    /// <summary>The states of several ids in one query, in the order of the ids; null for an unknown one.</summary>
    public async Task<IReadOnlyList<T?>> LoadAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, T?>(StringComparer.Ordinal);
        var filter = new BsonDocument("_id", new BsonDocument("$in", new BsonArray(ids.Distinct(StringComparer.Ordinal).Select(id => (BsonValue)id))));
        await foreach (var document in Documents.Find(filter, null, cancellationToken).ConfigureAwait(false))
            found[document["_id"].AsString] = document["state"] is BsonDocument state ? BsonMapper.FromBson<T>(state) : null;
        return [.. ids.Select(id => found.GetValueOrDefault(id))];
    }
}
