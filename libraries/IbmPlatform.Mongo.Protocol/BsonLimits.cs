namespace IbmPlatform.Mongo.Protocol;

/// <summary>The limits of MongoDB; each stops input that would take memory or stack without bound.</summary>
public static class BsonLimits
{
    /// <summary>Largest document in bytes: 16 MiB.</summary>
    public const int MaxDocumentSize = 16 * 1024 * 1024;

    /// <summary>What a command may exceed <see cref="MaxDocumentSize"/> by, so that a full document fits into a reply.</summary>
    public const int CommandOverhead = 16 * 1024;

    /// <summary>Largest wire message in bytes: 48 000 000.</summary>
    public const int MaxMessageSize = 48_000_000;

    /// <summary>Most documents in one write command.</summary>
    public const int MaxWriteBatchSize = 100_000;

    /// <summary>Deepest nesting of documents and arrays; recursion over BSON is bounded by it.</summary>
    public const int MaxDepth = 100;
}
