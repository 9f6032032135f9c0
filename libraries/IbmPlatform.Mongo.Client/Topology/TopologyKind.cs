namespace IbmPlatform.Mongo.Client.Topology;

/// <summary>What kind of deployment it is.</summary>
internal enum TopologyKind
{
    Unknown,
    Single,
    ReplicaSetWithPrimary,
    ReplicaSetNoPrimary,
    Sharded,
    /// <summary>Whatever stands behind it, it answers for all.</summary>
    LoadBalanced,
}
