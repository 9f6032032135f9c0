using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IbmPlatform.GraphQL.Server.Streaming;

/// <summary>Takes WebSockets that speak graphql-transport-ws.</summary>
internal sealed class SocketEndpoint(
    OperationLoop loop, GraphQLHttpOptions options, SubscriptionSlots slots, ILogger logger, CancellationToken stopping)
{
    private const string Protocol = "graphql-transport-ws";

    public async Task ServeAsync(HttpContext http)
    {
        CheckOrigin(http.Request);
        var caller = Caller.Of(http, options);
        using var slot = slots.TryTakeConnection(caller.Client, options.Streams, out var refusal) ?? throw HttpRefusal.LimitExceeded(refusal, options.Streams.InitTimeout);
        var speaks = http.WebSockets.WebSocketRequestedProtocols.Contains(Protocol);
        using var socket = await http.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext
        {
            SubProtocol = speaks ? Protocol : null,
            KeepAliveInterval = options.Streams.KeepAlive,
            KeepAliveTimeout = options.Streams.KeepAlive,
        }).ConfigureAwait(false);
        using var writer = new SocketWriter(socket, options.Streams);
        if (!speaks) await writer.CloseAsync(CloseCode.SubprotocolNotAcceptable, $"Subprotocol not acceptable; speak {Protocol}").ConfigureAwait(false);
        await using var connection = new SocketConnection(http, new SocketReader(socket, options.Streams), writer, loop, options, caller, logger);
        // Whoever is served when the server stops is told so, and may connect to another.
        await using var stop = stopping.Register(() => _ = writer.CloseAsync(CloseCode.GoingAway, "The server stops"));
        await connection.RunAsync().ConfigureAwait(false);
    }

    private void CheckOrigin(HttpRequest request)
    {
        // Only browsers send an origin, and only they carry a user's credentials to where a page points them.
        if (request.Headers.Origin.ToString() is not { Length: > 0 } origin) return;
        var allowed = options.Streams.AllowedOrigins is { } origins
            ? origins.Contains("*") || origins.Contains(origin, StringComparer.OrdinalIgnoreCase)
            : Uri.TryCreate(origin, UriKind.Absolute, out var page) && string.Equals(page.Authority, Authority(request), StringComparison.OrdinalIgnoreCase);
        if (!allowed) throw HttpRefusal.Forbidden($"Pages of {origin} may not open a WebSocket here; AllowedOrigins names those that may.");
    }

    /// <summary>The host as a page's origin has it: without the scheme's own port.</summary>
    private static string Authority(HttpRequest request) =>
        Uri.TryCreate($"{request.Scheme}://{request.Host}", UriKind.Absolute, out var own) ? own.Authority : "";
}
