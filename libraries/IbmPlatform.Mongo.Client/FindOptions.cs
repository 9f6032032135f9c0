using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client;

/// <summary>How to find; null leaves a choice to the server.</summary>
public sealed record FindOptions
{
    /// <summary>The order, see <see cref="Client.Sort"/>.</summary>
    public BsonDocument? Sort { get; init; }

    /// <summary>The fields to return.</summary>
    public BsonDocument? Projection { get; init; }

    /// <summary>Documents to pass over first.</summary>
    public int? Skip { get; init; }

    /// <summary>Most documents to return.</summary>
    public int? Limit { get; init; }

    /// <summary>Documents a round trip.</summary>
    public int? BatchSize { get; init; }

    /// <summary>The index to use: its name or its key.</summary>
    public BsonValue? Hint { get; init; }

    /// <summary>How long the server may work on it.</summary>
    public TimeSpan? MaxTime { get; init; }

    /// <summary>What timeoutMS limits; null means all of it. Needs a timeoutMS.</summary>
    public CursorTimeout? TimeoutMode { get; init; }
}
