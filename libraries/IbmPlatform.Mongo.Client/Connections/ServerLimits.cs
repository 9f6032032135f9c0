using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Connections;

/// <summary>The sizes that a server accepts, as its hello states them.</summary>
internal sealed record ServerLimits(int MaxDocumentSize, int MaxMessageSize, int MaxWriteBatchSize)
{
    public static ServerLimits Default { get; } = new(BsonLimits.MaxDocumentSize, BsonLimits.MaxMessageSize, BsonLimits.MaxWriteBatchSize);
}
