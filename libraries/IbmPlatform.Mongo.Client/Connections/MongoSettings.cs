using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Connections;

/// <summary>What a connection string says, with MongoDB's defaults for what it leaves out.</summary>
internal sealed record MongoSettings
{
    public required IReadOnlyList<ServerAddress> Seeds { get; init; }

    public string? Database { get; init; }

    /// <summary>Null connects without authenticating.</summary>
    public Credential? Credential { get; init; }

    public string? AppName { get; init; }

    public string? ReplicaSet { get; init; }

    /// <summary>True talks to the one seed whatever it is; null does so where it is a standalone.</summary>
    public bool? DirectConnection { get; init; }

    public bool Tls { get; init; }

    /// <summary>PEM file of the authorities to trust instead of the system's.</summary>
    public string? TlsCaFile { get; init; }

    /// <summary>PEM file of the client's certificate and key.</summary>
    public string? TlsCertificateKeyFile { get; init; }

    public int MaxPoolSize { get; init; } = 100;

    public TimeSpan MaxIdleTime { get; init; } = Timeout.InfiniteTimeSpan;

    public TimeSpan WaitQueueTimeout { get; init; } = Timeout.InfiniteTimeSpan;

    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    public TimeSpan SocketTimeout { get; init; } = Timeout.InfiniteTimeSpan;

    public TimeSpan ServerSelectionTimeout { get; init; } = TimeSpan.FromSeconds(30);

    public TimeSpan HeartbeatInterval { get; init; } = TimeSpan.FromSeconds(10);

    public bool RetryReads { get; init; } = true;

    public bool RetryWrites { get; init; } = true;

    public string? ReadConcernLevel { get; init; }

    /// <summary>Null means majority on replica sets and the server's default on a standalone.</summary>
    public BsonDocument? WriteConcern { get; init; }
}
