using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace IbmPlatform.GraphQL.Server;

/// <summary>
/// Settings of the transports that answer more than once: server-sent events (as npm <c>graphql-sse</c> speaks, both modes) and WebSocket
/// (<c>graphql-transport-ws</c>, as npm <c>graphql-ws</c> speaks). Each limit names the attack that it stops; a refusal names the limit, the
/// value and the maximum.
/// </summary>
public sealed record GraphQLStreamOptions
{
    /// <summary>Default of <see cref="MaxOperationsPerConnection"/>.</summary>
    public const int DefaultMaxOperationsPerConnection = 100;

    /// <summary>Default of <see cref="MaxConnectionsPerClient"/>.</summary>
    public const int DefaultMaxConnectionsPerClient = 100;

    /// <summary>Default of <see cref="MaxSubscriptionsPerClient"/>.</summary>
    public const int DefaultMaxSubscriptionsPerClient = 100;

    /// <summary>Default of <see cref="MaxSubscriptions"/>.</summary>
    public const int DefaultMaxSubscriptions = 10_000;

    /// <summary>Default of <see cref="MaxMessageBytes"/>: 256 KiB.</summary>
    public const int DefaultMaxMessageBytes = 256 * 1024;

    /// <summary>Operations that run at a time over one socket or event stream; stops a connection that starts them without end.</summary>
    public int MaxOperationsPerConnection { get; init; } = DefaultMaxOperationsPerConnection;

    /// <summary>Sockets and event streams that one client holds; stops clients that open connections and let them idle.</summary>
    public int MaxConnectionsPerClient { get; init; } = DefaultMaxConnectionsPerClient;

    /// <summary>
    /// Subscriptions that one client runs, over all its connections; stops one client from taking all of <see cref="MaxSubscriptions"/>.
    /// See <see cref="ClientOf"/>.
    /// </summary>
    public int MaxSubscriptionsPerClient { get; init; } = DefaultMaxSubscriptionsPerClient;

    /// <summary>Subscriptions that the process runs, of all clients and endpoints; stops many clients from filling its memory together.</summary>
    public int MaxSubscriptions { get; init; } = DefaultMaxSubscriptions;

    /// <summary>Bytes of one message over a WebSocket; stops messages that fill the memory before anything can judge them.</summary>
    public int MaxMessageBytes { get; init; } = DefaultMaxMessageBytes;

    /// <summary>
    /// How long a client may take to send <c>connection_init</c>, or to connect to the event stream that it has reserved; stops connections
    /// that never say who they are. 10 s by default.
    /// </summary>
    public TimeSpan InitTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long one answer may take to be sent; stops readers that take nothing and hold what waits for them. 30 s by default. Until then a
    /// slow reader holds up its own connection only: one answer an operation waits in memory, the next event is not asked for.
    /// </summary>
    public TimeSpan SendTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How often a silent connection is used, so that proxies do not take it for dead and we notice when it is: ping frames over a WebSocket,
    /// which must be answered within as long again, and comments in an event stream. 15 s by default.
    /// </summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Origins of web pages that may open a WebSocket, such as <c>https://example.org</c>, or <c>*</c> for all; null takes the endpoint's own
    /// origin only. Browsers apply no same-origin rule to WebSockets: stops pages that act for a user whose browser adds the credentials.
    /// </summary>
    public IReadOnlyList<string>? AllowedOrigins { get; init; }

    /// <summary>
    /// Called with the upgrade request and the <c>payload</c> of <c>connection_init</c> (undefined when absent) before the connection is
    /// acknowledged: says who the client is or refuses it (close code 4403). Null takes the request's own user. Event streams are
    /// authenticated as any HTTP request.
    /// </summary>
    public Func<HttpContext, JsonElement, CancellationToken, ValueTask<ConnectionDecision>>? OnConnect { get; init; }

    /// <summary>
    /// Who a connection's limits are counted for. Null takes the user's <c>sub</c> or name, and the address that the connection comes from
    /// where there is no user; behind a proxy that means forwarded headers.
    /// </summary>
    public Func<HttpContext, string>? ClientOf { get; init; }

    /// <summary>The clock of the timeouts.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
