using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client;

/// <summary>How to update or replace.</summary>
public sealed record UpdateOptions
{
    /// <summary>Inserts where nothing matches.</summary>
    public bool Upsert { get; init; }

    /// <summary>Which array items <c>$[name]</c> means; updates only.</summary>
    public IReadOnlyList<BsonDocument>? ArrayFilters { get; init; }

    /// <summary>The index to use: its name or its key.</summary>
    public BsonValue? Hint { get; init; }
}
