using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client;

/// <summary>How to watch; null leaves a choice to the server.</summary>
public sealed record ChangeStreamOptions
{
    /// <summary>Goes on after the change of that token (<see cref="ChangeStream.ResumeToken"/>).</summary>
    public BsonDocument? ResumeAfter { get; init; }

    /// <summary>Starts anew after the change of that token, even if it was an invalidation.</summary>
    public BsonDocument? StartAfter { get; init; }

    /// <summary>Starts with the changes of that moment of the cluster's clock.</summary>
    public BsonTimestamp? StartAtOperationTime { get; init; }

    /// <summary>Whether an update also brings the document: <c>updateLookup</c>, <c>whenAvailable</c> or <c>required</c>.</summary>
    public string? FullDocument { get; init; }

    /// <summary>Whether the document as it was comes along: <c>whenAvailable</c> or <c>required</c>.</summary>
    public string? FullDocumentBeforeChange { get; init; }

    /// <summary>Changes a round trip.</summary>
    public int? BatchSize { get; init; }

    /// <summary>How long the server waits for a change before it answers that there is none.</summary>
    public TimeSpan? MaxAwaitTime { get; init; }
}
