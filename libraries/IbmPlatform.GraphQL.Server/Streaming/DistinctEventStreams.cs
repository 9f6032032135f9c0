using Microsoft.AspNetCore.Http;

namespace IbmPlatform.GraphQL.Server.Streaming;

/// <summary>GraphQL over SSE, "distinct connections mode": one response, a stream of events, for each operation.</summary>
internal sealed class DistinctEventStreams(
    OperationLoop loop, GraphQLHttpOptions options, RequestReader reader, SubscriptionSlots slots, CancellationToken stopping)
{
    public async Task ServeAsync(HttpContext http)
    {
        using var body = new PooledBufferWriter(0);
        var read = await reader.ReadAsync(http, body).ConfigureAwait(false);
        if (read.IsBatch) throw HttpRefusal.BadRequest("An event stream answers one request; send one, or accept application/json for a batch.");
        var caller = Caller.Of(http, options);
        using var slot = slots.TryTakeConnection(caller.Client, options.Streams, out var refusal) ?? throw HttpRefusal.LimitExceeded(refusal, options.Streams.InitTimeout);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, stopping);
        var keepAlive = Task.CompletedTask;
        try
        {
            using var stream = await EventStreamWriter.StartAsync(http, options.Streams, end.Token).ConfigureAwait(false);
            keepAlive = stream.KeepAliveAsync(end.Token);
            try
            {
                await loop.RunAsync(read.Requests[0], caller, new EventSink(stream, id: null), end.Token).ConfigureAwait(false);
            }
            finally
            {
                await end.CancelAsync().ConfigureAwait(false);
                await keepAlive.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        catch (OperationCanceledException)
        {
            // The client has gone, or takes nothing, or the server stops: there is nobody to answer.
        }
    }
}
