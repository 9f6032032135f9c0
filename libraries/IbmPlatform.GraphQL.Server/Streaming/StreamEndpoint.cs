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

    /// <summary>Serves the request when it wants a stream; null leaves it to the endpoint.</summary>
    /// <exception cref="HttpRefusal">The request wants a stream and is refused.</exception>
    public Task? TryServe(HttpContext http)
    {
        var request = http.Request;
        var method = request.Method;
        var isPost = HttpMethods.IsPost(method);
        // Nearly all requests are posted and want none of this: what is asked of those costs no allocation.
        if (!isPost)
        {
            if (http.WebSockets.IsWebSocketRequest) return _sockets.ServeAsync(http);
            if (HttpMethods.IsPut(method)) return _shared.ReserveAsync(http);
        }

        if ((isPost || HttpMethods.IsGet(method)) && EventStreamNegotiation.Prefers(request.Headers.Accept))
            return SharedEventStreams.TokenOf(request) is { } own ? _shared.OpenAsync(http, own) : _distinct.ServeAsync(http);
        var token = SharedEventStreams.TokenInHeader(request);
        if (!HttpMethods.IsDelete(method)) return token is null ? null : _shared.StartAsync(http, token);
        return token is null
            ? throw HttpRefusal.BadRequest($"DELETE stops an operation of an event stream; name the stream in {SharedEventStreams.TokenHeader}.")
            : _shared.StopAsync(http, token);
    }
}
