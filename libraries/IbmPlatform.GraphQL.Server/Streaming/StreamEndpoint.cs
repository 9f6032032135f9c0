using IbmPlatform.GraphQL.Execution;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IbmPlatform.GraphQL.Server.Streaming;

/// <summary>Tells by its headers which requests want a stream, and hands them to their transport.</summary>
internal sealed class StreamEndpoint
{
    private readonly DistinctEventStreams _distinct;
    private readonly SharedEventStreams _shared;
    private readonly SocketEndpoint _sockets;

    public StreamEndpoint(
        IGraphQLStreamHandler handler, GraphQLHttpOptions options, RequestReader reader, PersistedDocuments documents, IServiceProvider application)
    {
        var slots = SubscriptionSlots.Of(application);
        var logger = application.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(StreamEndpoint).Namespace!);
        var stopping = application.GetService<IHostApplicationLifetime>()?.ApplicationStopping ?? CancellationToken.None;
        var loop = new OperationLoop(handler, documents, slots, options.Streams, logger);
        _distinct = new DistinctEventStreams(loop, options, reader, slots, stopping);
        _shared = new SharedEventStreams(loop, options, reader, slots, stopping);
        _sockets = new SocketEndpoint(loop, options, slots, logger, stopping);
    }

    /// <summary>Serves the request when it wants a stream; false leaves it to the endpoint.</summary>
    /// <exception cref="HttpRefusal">The request wants a stream and is refused.</exception>
    public async Task<bool> TryServeAsync(HttpContext http)
    {
        var method = http.Request.Method;
        if (http.WebSockets.IsWebSocketRequest) await _sockets.ServeAsync(http).ConfigureAwait(false);
        else if (HttpMethods.IsPut(method)) await _shared.ReserveAsync(http).ConfigureAwait(false);
        else if (EventStreamNegotiation.Prefers(http.Request.Headers.Accept) && (HttpMethods.IsGet(method) || HttpMethods.IsPost(method)))
        {
            if (SharedEventStreams.TokenOf(http.Request) is { } token) await _shared.OpenAsync(http, token).ConfigureAwait(false);
            else await _distinct.ServeAsync(http).ConfigureAwait(false);
        }
        else if (SharedEventStreams.TokenInHeader(http.Request) is { } token)
        {
            if (HttpMethods.IsDelete(method)) await _shared.StopAsync(http, token).ConfigureAwait(false);
            else await _shared.StartAsync(http, token).ConfigureAwait(false);
        }
        else return false;
        return true;
    }
}
