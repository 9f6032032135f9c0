namespace IbmPlatform.Mongo.Client.Topology;

/// <summary>When a connection of an operation failed.</summary>
internal enum FaultStage
{
    /// <summary>While it was opened and authenticated.</summary>
    Opening,
    /// <summary>In the middle of a command.</summary>
    InUse,
}
