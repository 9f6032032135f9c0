using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client;

/// <summary>How to find one document and change it in one step.</summary>
public sealed record FindOneAndOptions
{
    /// <summary>Which document where several match.</summary>
    public BsonDocument? Sort { get; init; }

    /// <summary>The fields to return.</summary>
    public BsonDocument? Projection { get; init; }

    /// <summary>Inserts where nothing matches; not for delete.</summary>
    public bool Upsert { get; init; }

    /// <summary>Which state to return; a delete always returns the state before.</summary>
    public ReturnDocument Return { get; init; } = ReturnDocument.Before;

    /// <summary>Which array items <c>$[name]</c> means; updates only.</summary>
    public IReadOnlyList<BsonDocument>? ArrayFilters { get; init; }
}
