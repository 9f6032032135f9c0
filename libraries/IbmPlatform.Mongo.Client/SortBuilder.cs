using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client;

/// <summary>An order under construction; passes wherever a sort document is expected.</summary>
public sealed class SortBuilder
{
    private readonly BsonDocument sort = [];

    /// <summary>The sort document.</summary>
    public BsonDocument ToDocument() => sort;

    /// <summary>The sort document.</summary>
    public static implicit operator BsonDocument(SortBuilder builder) => builder.sort;

    /// <summary>Then smallest first.</summary>
    public SortBuilder Ascending(string field) => With(field, 1);

    /// <summary>Then greatest first.</summary>
    public SortBuilder Descending(string field) => With(field, -1);

    private SortBuilder With(string field, int direction)
    {
        sort.Add(field, direction);
        return this;
    }
}
