namespace IbmPlatform.Mongo.Client;

/// <summary>What happened in a pool, by the names of the Connection Monitoring and Pooling specification.</summary>
public enum PoolEventKind
{
    /// <summary>The pool was made; it lends nothing yet.</summary>
    ConnectionPoolCreated,
    /// <summary>Its server answers: it lends connections.</summary>
    ConnectionPoolReady,
    /// <summary>Its server failed: all connections so far are stale, and it lends none until the server answers again.</summary>
    ConnectionPoolCleared,
    /// <summary>The pool is gone.</summary>
    ConnectionPoolClosed,
    /// <summary>A connection is about to be opened.</summary>
    ConnectionCreated,
    /// <summary>A connection has been opened and authenticated.</summary>
    ConnectionReady,
    /// <summary>A connection was closed.</summary>
    ConnectionClosed,
    /// <summary>An operation asks for a connection.</summary>
    ConnectionCheckOutStarted,
    /// <summary>It got none.</summary>
    ConnectionCheckOutFailed,
    /// <summary>It got one.</summary>
    ConnectionCheckedOut,
    /// <summary>It gave it back.</summary>
    ConnectionCheckedIn,
}
