namespace IbmPlatform.Mongo.Client;

/// <summary>Starts an order: <c>Sort.Ascending("a").Descending("b")</c>. Also the key of an index.</summary>
public static class Sort
{
    /// <summary>Smallest first.</summary>
    public static SortBuilder Ascending(string field) => new SortBuilder().Ascending(field);

    /// <summary>Greatest first.</summary>
    public static SortBuilder Descending(string field) => new SortBuilder().Descending(field);
}
