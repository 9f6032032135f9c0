namespace IbmPlatform.Mongo.Client.Connections;

/// <summary>What a pool does.</summary>
internal enum PoolState
{
    /// <summary>Waits for its server to answer.</summary>
    Paused,
    Ready,
    Closed,
}
