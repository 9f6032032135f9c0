using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Connections;

/// <summary>What a connection string says, with MongoDB's defaults for what it leaves out.</summary>
internal sealed record MongoSettings
{
    public static TimeSpan DefaultHeartbeat { get; } = TimeSpan.FromSeconds(10);

    /// <summary>The servers to ask first; empty as long as <see cref="Srv"/> has not been asked.</summary>
    public required IReadOnlyList<ServerAddress> Seeds { get; init; }

    /// <summary>Where the seeds are looked up; null where the connection string names them.</summary>
    public SrvLookup? Srv { get; init; }

    public string? Database { get; init; }

    /// <summary>Null connects without authenticating.</summary>
    public Credential? Credential { get; init; }

    public string? AppName { get; init; }

    public string? ReplicaSet { get; init; }

    /// <summary>True talks to the one seed whatever it is; otherwise what the seeds say is followed.</summary>
    public bool DirectConnection { get; init; }

    public bool Tls { get; init; }

    /// <summary>PEM file of the authorities to trust instead of the system's.</summary>
    public string? TlsCaFile { get; init; }

    /// <summary>PEM file of the client's certificate and key.</summary>
    public string? TlsCertificateKeyFile { get; init; }

    public string? TlsCertificateKeyFilePassword { get; init; }

    /// <summary>Whether to ask the authority (CRL, OCSP) about the server's certificate; off unless the string says so.</summary>
    public bool TlsCheckRevocation { get; init; }

    public int MaxPoolSize { get; init; } = 100;

    public int MinPoolSize { get; init; }

    /// <summary>How many connections a pool opens at once.</summary>
    public int MaxConnecting { get; init; } = 2;

    public TimeSpan MaxIdleTime { get; init; } = Timeout.InfiniteTimeSpan;

    public TimeSpan WaitQueueTimeout { get; init; } = Timeout.InfiniteTimeSpan;

    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    public TimeSpan SocketTimeout { get; init; } = Timeout.InfiniteTimeSpan;

    public TimeSpan ServerSelectionTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The limit over all that an operation does (timeoutMS); null: none, but those of its parts.</summary>
    public TimeSpan? OperationTimeout { get; init; }

    /// <summary>Whether a load balancer stands between the client and the servers.</summary>
    public bool LoadBalanced { get; init; }

    /// <summary>The ways to pack messages that the server is offered, the best liked first.</summary>
    public IReadOnlyList<string> Compressors { get; init; } = [];

    /// <summary>-1 leaves it to zlib, 0 packs nothing, 9 packs most.</summary>
    public int ZlibLevel { get; init; } = -1;

    /// <summary>How much slower than the nearest a server may be and still be taken.</summary>
    public TimeSpan LocalThreshold { get; init; } = TimeSpan.FromMilliseconds(15);

    public TimeSpan HeartbeatInterval { get; init; } = DefaultHeartbeat;

    /// <summary>Whether servers that can hold back their answer to a monitor until something changes are asked to (serverMonitoringMode stream, auto).</summary>
    public bool AwaitsChanges { get; init; } = true;

    public ReadPreference ReadPreference { get; init; } = ReadPreference.Primary;

    public bool RetryReads { get; init; } = true;

    public bool RetryWrites { get; init; } = true;

    /// <summary>Null means majority on replica sets and the server's default on a standalone.</summary>
    public string? ReadConcernLevel { get; init; }

    /// <summary>Null means majority on replica sets and the server's default on a standalone.</summary>
    public BsonDocument? WriteConcern { get; init; }

    /// <summary>What in the connection string has no effect.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
