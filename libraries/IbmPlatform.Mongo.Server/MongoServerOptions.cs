using System.Net;

namespace IbmPlatform.Mongo.Server;

/// <summary>How an embedded server is started.</summary>
public sealed record MongoServerOptions
{
    /// <summary>The directory that holds the databases; created when absent, and owned by one server at a time.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>
    /// Where to listen: a loopback address, port 0 for any free port. Null means no socket: clients connect by
    /// <see cref="MongoServer.ConnectInProcess"/> only. Another address is refused without <see cref="Authentication"/> and a user.
    /// </summary>
    public IPEndPoint? EndPoint { get; init; }

    /// <summary>
    /// The path of a Unix domain socket to listen on, beside the address or alone; clients name it as <c>mongodb://%2Ftmp%2Fmongodb.sock</c>.
    /// Only the server's own user of the operating system can connect to it. Null for none.
    /// </summary>
    public string? UnixSocket { get; init; }

    /// <summary>
    /// True: commands need a user who may run them. While there is no user, a client on this machine may make the first one, on
    /// <c>admin</c>. False: everybody who can connect may do everything.
    /// </summary>
    public bool Authentication { get; init; }

    /// <summary>
    /// What clients that come by a socket speak TLS with; null means that nothing is encrypted. A client within the process has no
    /// network to cross and speaks none.
    /// </summary>
    public ServerTls? Tls { get; init; }

    /// <summary>The clock for time limits, cursors and <c>$currentDate</c>.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>How long a cursor lives without being asked; MongoDB's default of ten minutes.</summary>
    public TimeSpan CursorTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// What all open cursors together may keep in memory between two batches, in bytes: sorted and gathered results that wait to be
    /// read. 256 MB by default. A cursor beyond it is refused (146, ExceededMemoryLimit); reading out, killing and expiry free it.
    /// </summary>
    public long CursorMemoryBytes { get; init; } = 256L << 20;

    /// <summary>How often documents that have expired by a TTL index are deleted; MongoDB's default of a minute.</summary>
    public TimeSpan ExpiryInterval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Most connections at a time, so that a leaking client cannot take every file handle.</summary>
    public int MaxConnections { get; init; } = 2000;

    /// <summary>Told of faults that are the server's own; the client sees only "internal error". Null drops them.</summary>
    public Action<Exception>? OnInternalError { get; init; }
}
