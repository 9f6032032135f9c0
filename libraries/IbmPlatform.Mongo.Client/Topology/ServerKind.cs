namespace IbmPlatform.Mongo.Client.Topology;

/// <summary>What a server is, by its hello.</summary>
internal enum ServerKind
{
    Unknown,
    Standalone,
    Primary,
    Secondary,
    /// <summary>A member of a replica set that takes no operations: arbiter, starting up, removed.</summary>
    OtherMember,
    Router,
}
