using IbmPlatform.GraphQL.Errors;
using IbmPlatform.Mongo.Client;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.ServiceDefaults.Caching;

namespace IbmPlatform.ServiceDefaults.Paging;

/// <summary>Pages by the place of an item in the order, not by counting: page 1 000 costs what page 1 does, and writes between pages neither repeat nor skip.</summary>
public static class Keyset
{
    /// <summary>One page of what a filter finds; only its size where nothing else is asked for.</summary>
    /// <param name="documents">Where.</param>
    /// <param name="reader">Makes records of the documents there; tombstones must not pass the filter.</param>
    /// <param name="filter">What.</param>
    /// <param name="order">In which order; id is added at its end.</param>
    /// <param name="page">Which page.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    internal static async Task<Connection<T>> PageAsync<T>(
        MongoCollection<BsonDocument> documents, VersionedReader<T> reader, BsonDocument filter, IEnumerable<OrderKey> order, PageRequest page,
        CancellationToken cancellationToken)
        where T : class
    {
        var keys = OrderKey.EndingInId(order);
        var whole = page.Cursor is null ? filter : And(filter, Beyond(keys, Cursor.Read(documents.Name, keys, page.Cursor), page.Backward));
        IReadOnlyList<FoundRecord<T>> read = page.OnlyCounted
            ? []
            : await reader.FindAsync(whole, SortOf(keys, page.Backward), page.Size + 1, keys.Select(key => key.Path), cancellationToken).ConfigureAwait(false);
        var more = read.Count > page.Size;
        var found = read.Take(page.Size);
        if (page.Backward)
            found = found.Reverse();
        return Of([.. found.Select(item => new Edge<T>(Cursor.Write(documents.Name, keys, item.Place), item.Record!))], page, more) with
        {
            // A page that begins where the list does and ends where it does has counted it.
            Count = page is { Cursor: null, OnlyCounted: false } && !more
                ? _ => Task.FromResult(read.Count)
                : async ct => checked((int)await documents.CountDocumentsAsync(filter, cancellationToken: ct).ConfigureAwait(false)),
            Filter = filter,
        };
    }

    /// <summary>One page of a list at hand, for lists under an entity; the order is the list's, the id its place.</summary>
    /// <param name="items">All of it, in order.</param>
    /// <param name="id">What tells items apart.</param>
    /// <param name="page">Which page.</param>
    /// <param name="list">What tells this list and its order from others, so that a cursor of theirs is refused: as in <c>project/mibma contributions</c>.</param>
    public static Connection<T> PageOf<T>(IReadOnlyList<T> items, Func<T, string> id, PageRequest page, string list)
    {
        IReadOnlyList<OrderKey> keys = [OrderKey.Id];
        var place = page.Cursor is null ? null : Cursor.Read(list, keys, page.Cursor)[0].AsString;
        var start = 0;
        var end = items.Count;
        if (place is not null)
        {
            var at = Enumerable.Range(0, items.Count).FirstOrDefault(i => id(items[i]) == place, -1);
            if (at < 0)
                throw new GraphQLException($"The item that the cursor names, {place}, is no longer in the list; start again without a cursor.", "BAD_USER_INPUT");
            (start, end) = page.Backward ? (0, at) : (at + 1, items.Count);
        }
        var more = end - start > page.Size;
        if (more)
            (start, end) = page.Backward ? (end - page.Size, end) : (start, start + page.Size);
        var edges = items.Skip(start).Take(end - start)
            .Select(item => new Edge<T>(Cursor.Write(list, keys, new BsonDocument("_id", id(item))), item)).ToList();
        return Of(edges, page, more) with { Count = _ => Task.FromResult(items.Count) };
    }

    /// <summary>Both conditions; an empty one adds nothing.</summary>
    public static BsonDocument And(BsonDocument left, BsonDocument right) =>
        left.Count == 0 ? right : right.Count == 0 ? left : new BsonDocument("$and", new BsonArray { left, right });

    private static Connection<T> Of<T>(List<Edge<T>> edges, PageRequest page, bool more) => new(
        edges,
        new PageInfo(
            HasNextPage: page.Backward ? page.Cursor is not null : more,
            HasPreviousPage: page.Backward ? more : page.Cursor is not null,
            StartCursor: edges.Count == 0 ? null : edges[0].Cursor,
            EndCursor: edges.Count == 0 ? null : edges[^1].Cursor))
    {
        Count = _ => Task.FromResult(edges.Count),
    };

    /// <summary>The sort document of an order.</summary>
    public static BsonDocument SortOf(IReadOnlyList<OrderKey> keys, bool backward = false) =>
        new(keys.Select(key => new BsonElement(key.Path, key.Descending != backward ? -1 : 1)));

    /// <summary>What comes after a place: greater in the first key, or equal there and greater in the next, and so on.</summary>
    private static BsonDocument Beyond(IReadOnlyList<OrderKey> keys, IReadOnlyList<BsonValue> values, bool backward)
    {
        var alternatives = new BsonArray();
        var equal = new BsonArray();
        for (var i = 0; i < keys.Count; i++)
        {
            if (Further(keys[i].Path, values[i], keys[i].Descending != backward) is { } further)
                alternatives.Add(new BsonDocument("$and", new BsonArray([.. equal, further])));
            equal.Add(new BsonDocument(keys[i].Path, values[i]));
        }
        return new BsonDocument("$or", alternatives);
    }

    // A missing value sorts before all others, but comparisons do not find it: it needs its own condition.
    private static BsonDocument? Further(string path, BsonValue value, bool descending) => (value.IsNull, descending) switch
    {
        (true, true) => null,
        (true, false) => new BsonDocument(path, new BsonDocument("$ne", BsonNull.Value)),
        (false, false) => new BsonDocument(path, new BsonDocument("$gt", value)),
        (false, true) => new BsonDocument("$or", new BsonArray { new BsonDocument(path, new BsonDocument("$lt", value)), new BsonDocument(path, BsonNull.Value) }),
    };
}
