using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.ServiceDefaults.Paging;

/// <summary>A page of a list (Relay): bind it as <c>b.Connection&lt;T&gt;("Project")</c>.</summary>
/// <param name="Edges">The page's items.</param>
/// <param name="PageInfo">What is before and after.</param>
public sealed record Connection<T>(IReadOnlyList<Edge<T>> Edges, PageInfo PageInfo)
{
    /// <summary>The items without their cursors.</summary>
    public IReadOnlyList<T> Nodes => [.. Edges.Select(edge => edge.Node)];

    /// <summary>Counts the whole list; run only when asked for.</summary>
    public required Func<CancellationToken, Task<int>> Count { get; init; }

    /// <summary>What the whole list was found by, for facets; empty for a list that is no query.</summary>
    public BsonDocument Filter { get; init; } = [];

    /// <summary>The same page of something made of each item.</summary>
    public Connection<TOther> Select<TOther>(Func<T, TOther> make) =>
        new([.. Edges.Select(edge => new Edge<TOther>(edge.Cursor, make(edge.Node)))], PageInfo) { Count = Count, Filter = Filter };
}

/// <summary>An item and its place.</summary>
public sealed record Edge<T>(string Cursor, T Node);

/// <summary>What is before and after a page.</summary>
public sealed record PageInfo(bool HasNextPage, bool HasPreviousPage, string? StartCursor, string? EndCursor);

/// <summary>How many of a list have one value.</summary>
/// <param name="Key">Null: not stated.</param>
/// <param name="Label">The value's name for a reader; null where the key says it.</param>
/// <param name="Count">How many.</param>
public sealed record FacetBucket(string? Key, Values.LocalizedText? Label, int Count);

/// <summary>The values of one field over a whole list.</summary>
public sealed record Facet(string Field, IReadOnlyList<FacetBucket> Buckets);
