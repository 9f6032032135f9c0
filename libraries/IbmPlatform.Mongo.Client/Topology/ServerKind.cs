namespace IbmPlatform.Mongo.Client.Topology;

/// <summary>What a server is, by its hello.</summary>
internal enum ServerKind
{
    Unknown,
    /// <summary>Not asked yet; another member takes it for the primary.</summary>
    PossiblePrimary,
    Standalone,
    Router,
    LoadBalancer,
    Primary,
    Secondary,
    Arbiter,
    /// <summary>A member of a replica set that takes no operations: hidden, starting up, recovering.</summary>
    OtherMember,
    /// <summary>Knows of no set's configuration, yet.</summary>
    Ghost,
}
