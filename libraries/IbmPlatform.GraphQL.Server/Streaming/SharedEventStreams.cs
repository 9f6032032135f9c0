using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace IbmPlatform.GraphQL.Server.Streaming;

/// <summary>
/// GraphQL over SSE, "single connection mode": a client reserves a stream (PUT, which answers a token), opens it, and then starts and stops
/// operations by requests of their own, whose answers come over the stream.
/// </summary>
internal sealed class SharedEventStreams(
    OperationLoop loop, GraphQLHttpOptions options, RequestReader reader, SubscriptionSlots slots, CancellationToken stopping)
{
    internal const string TokenHeader = "X-GraphQL-Event-Stream-Token";

    private readonly ConcurrentDictionary<string, SharedEventStream> _streams = new();

    public static string? TokenInHeader(HttpRequest request) => request.Headers[TokenHeader].ToString() is { Length: > 0 } token ? token : null;

    /// <summary>A browser's EventSource sends no headers of ours: it puts the token into the address.</summary>
    public static string? TokenOf(HttpRequest request) => TokenInHeader(request) ?? (request.Query["token"].ToString() is { Length: > 0 } token ? token : null);

    public async Task ReserveAsync(HttpContext http)
    {
        var caller = Caller.Of(http, options);
        var slot = slots.TryTakeConnection(caller.Client, options.Streams, out var refusal) ?? throw HttpRefusal.LimitExceeded(refusal, options.Streams.InitTimeout);
        // 128 random bits: whoever has the token has been told it.
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var stream = new SharedEventStream(caller.Client, slot, options.Streams);
        _streams[token] = stream;
        _ = ForgetAsync(token, stream);
        http.Response.StatusCode = StatusCodes.Status201Created;
        http.Response.ContentType = "text/plain; charset=utf-8";
        await http.Response.WriteAsync(token, http.RequestAborted).ConfigureAwait(false);
    }

    public async Task OpenAsync(HttpContext http, string token)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, stopping);
        await Find(http, token).ServeAsync(http, end).ConfigureAwait(false);
    }

    public async Task StartAsync(HttpContext http, string token)
    {
        var stream = Find(http, token);
        var caller = Caller.Of(http, options);
        RequestParameters request;
        // The operation outlives this HTTP request: what it reads must too.
        var body = new PooledBufferWriter(0);
        try
        {
            var read = await reader.ReadAsync(http, body).ConfigureAwait(false);
            if (read.IsBatch) throw HttpRefusal.BadRequest("An operation over an event stream is started by a request of its own; send no batch.");
            request = read.Requests[0] with { VariablesUtf8 = read.Requests[0].VariablesUtf8.ToArray() };
        }
        finally
        {
            body.Dispose();
        }

        stream.Start(OperationId(request.Extensions), (sink, stop) => loop.RunAsync(request, caller, sink, stop));
        http.Response.StatusCode = StatusCodes.Status202Accepted;
    }

    public Task StopAsync(HttpContext http, string token)
    {
        var stream = Find(http, token);
        if (http.Request.Query["operationId"].ToString() is not { Length: > 0 } id) throw HttpRefusal.BadRequest("The parameter \"operationId\" is missing.");
        // An operation that has ended already is stopped.
        stream.Stop(id);
        http.Response.StatusCode = StatusCodes.Status200OK;
        return Task.CompletedTask;
    }

    private static string OperationId(JsonElement extensions) =>
        extensions.ValueKind == JsonValueKind.Object && extensions.TryGetProperty("operationId"u8, out var id) && id.ValueKind == JsonValueKind.String
            && id.GetString() is { Length: > 0 } text
            ? text
            : throw HttpRefusal.BadRequest("The extension \"operationId\" is missing: a string that names the operation within its event stream.");

    /// <summary>A stream is found by its token, by the client that reserved it only.</summary>
    private SharedEventStream Find(HttpContext http, string token) =>
        _streams.TryGetValue(token, out var stream) && stream.Client == Caller.Of(http, options).Client
            ? stream
            : throw HttpRefusal.NotFound("There is no such event stream; reserve one by PUT.");

    private async Task ForgetAsync(string token, SharedEventStream stream)
    {
        await stream.Ended.ConfigureAwait(false);
        _streams.TryRemove(token, out _);
    }
}
