namespace IbmPlatform.Mongo.Client;

/// <summary>What a session promises.</summary>
public sealed record ClientSessionOptions
{
    /// <summary>Whether reads see what the session has read or written before, on whichever server they are answered; true unless said otherwise, as specified.</summary>
    public bool CausalConsistency { get; init; } = true;
}
