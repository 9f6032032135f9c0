using System.Net;

namespace IbmPlatform.Mongo.Client;

/// <summary>What a connection string cannot carry.</summary>
public sealed record MongoClientOptions
{
    /// <summary>Opens the byte stream to the server instead of TCP, for a store in the same process; null means TCP.</summary>
    public Func<CancellationToken, ValueTask<Stream>>? StreamFactory { get; init; }

    /// <summary>The clock of timeouts, idle times and ids.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Hears what happens in the pools of connections; null means nobody does. It must return at once and not call the client.</summary>
    public Action<PoolEvent>? OnPoolEvent { get; init; }

    /// <summary>Stands between the client and each connection's byte stream, inside TLS: to count, to delay, to break. Null means nothing does.</summary>
    public Func<Stream, Stream>? StreamWrapper { get; init; }

    /// <summary>
    /// Put before the name of every database but admin, config and local, so that several installations or tests share one deployment
    /// without meeting; listing databases shows those only, without it.
    /// </summary>
    public string DatabasePrefix { get; init; } = "";

    /// <summary>The DNS servers to ask for the records of <c>mongodb+srv</c>; null means the system's.</summary>
    public IReadOnlyList<IPEndPoint>? DnsServers { get; init; }
}
