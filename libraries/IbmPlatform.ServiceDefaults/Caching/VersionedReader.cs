using IbmPlatform.Mongo.Client;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.ServiceDefaults.Caching;

/// <summary>A document that a query found: what it was ordered by, and the record made of it; null for a tombstone.</summary>
internal readonly record struct FoundRecord<T>(BsonDocument Place, T? Record)
    where T : class;

/// <summary>
/// Finds documents and makes records of them. The query itself brings stamps only; a record that is kept at its stamp is taken as it
/// is, the others are fetched. So what is answered is what stands in the store, and what did not change is neither sent nor decoded.
/// </summary>
/// <param name="stampFields">The fields that a stamp is read from.</param>
/// <param name="stampOf">Reads the stamp.</param>
/// <param name="read">Makes the record of a whole document.</param>
internal sealed class VersionedReader<T>(
    MongoCollection<BsonDocument> documents, RecordCache cache, IReadOnlyList<string> stampFields, Func<BsonDocument, Stamp> stampOf,
    Func<BsonDocument, T?> read)
    where T : class
{
    /// <summary>From so many absent records on, one query for everything costs less than naming them.</summary>
    private const int MostNamed = 500;

    private static readonly BsonDocument WithoutOutbox = new("outbox", 0);

    /// <summary>What a filter finds, in the order asked for.</summary>
    /// <param name="paths">Further paths that places must show, such as those of the order.</param>
    public async Task<IReadOnlyList<FoundRecord<T>>> FindAsync(
        BsonDocument filter, BsonDocument? sort, int? limit, IEnumerable<string> paths, CancellationToken cancellationToken)
    {
        var places = await ListAsync(filter, new FindOptions { Sort = sort, Limit = limit, Projection = Projection(paths) }, cancellationToken).ConfigureAwait(false);
        var found = new FoundRecord<T>[places.Count];
        var missing = new List<int>();
        for (var i = 0; i < found.Length; i++)
        {
            if (!cache.TryGet<T>(this, places[i]["_id"].AsString, stampOf(places[i]), out var record))
                missing.Add(i);
            found[i] = new(places[i], record);
        }
        if (missing.Count == 0)
            return found;
        if (missing.Count <= MostNamed && await FillAsync(found, missing, cancellationToken).ConfigureAwait(false))
            return found;
        // Too many to name, or one was written between the two reads: all from one read, as they stand together.
        var whole = await ListAsync(filter, new FindOptions { Sort = sort, Limit = limit, Projection = WithoutOutbox }, cancellationToken).ConfigureAwait(false);
        return whole.ConvertAll(document => new FoundRecord<T>(document, Keep(document)));
    }

    /// <summary>Fetches what is missing.</summary>
    /// <returns>Whether each still stands as the query found it.</returns>
    private async Task<bool> FillAsync(FoundRecord<T>[] found, List<int> missing, CancellationToken cancellationToken)
    {
        var ids = new BsonArray(missing.Select(i => found[i].Place["_id"]));
        var options = new FindOptions { Projection = WithoutOutbox };
        var fetched = await ListAsync(new BsonDocument("_id", new BsonDocument("$in", ids)), options, cancellationToken).ConfigureAwait(false);
        var byId = fetched.ToDictionary(document => document["_id"].AsString, StringComparer.Ordinal);
        foreach (var i in missing)
        {
            var place = found[i].Place;
            if (!byId.TryGetValue(place["_id"].AsString, out var document) || stampOf(document) != stampOf(place))
                return false;
            found[i] = new(place, Keep(document));
        }
        return true;
    }

    private T? Keep(BsonDocument document)
    {
        var record = read(document);
        cache.Set(this, document["_id"].AsString, stampOf(document), record, document.ToBytes().Length);
        return record;
    }

    private BsonDocument Projection(IEnumerable<string> paths) =>
        new(stampFields.Concat(paths).Where(path => path != "_id").Distinct(StringComparer.Ordinal).Select(path => new BsonElement(path, 1)));

    private async Task<List<BsonDocument>> ListAsync(BsonDocument filter, FindOptions options, CancellationToken cancellationToken)
    {
        var found = new List<BsonDocument>();
        await foreach (var document in documents.Find(filter, options, cancellationToken).ConfigureAwait(false))
            found.Add(document);
        return found;
    }
}
