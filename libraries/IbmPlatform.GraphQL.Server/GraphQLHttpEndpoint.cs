using System.Buffers;
using IbmPlatform.GraphQL.Execution;
using IbmPlatform.GraphQL.Server.Streaming;
using Microsoft.AspNetCore.Http;

namespace IbmPlatform.GraphQL.Server;

/// <summary>One GraphQL endpoint: negotiates, reads, lets the handler answer, sets the status code.</summary>
internal sealed class GraphQLHttpEndpoint
{
    private readonly IGraphQLRequestHandler handler;
    private readonly GraphQLHttpOptions options;
    private readonly RequestReader _reader;
    private readonly PersistedDocuments _documents;
    private readonly StreamEndpoint? _streams;

    public GraphQLHttpEndpoint(IGraphQLRequestHandler handler, GraphQLHttpOptions options, IServiceProvider application)
    {
        this.handler = handler;
        this.options = options;
        _reader = new RequestReader(options);
        _documents = new PersistedDocuments(options);
        if (handler is IGraphQLStreamHandler streams) _streams = new StreamEndpoint(streams, options, _reader, _documents, application);
    }

    public async Task ServeAsync(HttpContext http)
    {
        using var output = new PooledBufferWriter();
        var mediaType = ResponseMediaType.Json;
        var isCacheable = false;
        int status;
        try
        {
            if (_streams is not null && await _streams.TryServeAsync(http).ConfigureAwait(false)) return;
            mediaType = ResponseMediaType.Negotiate(http.Request.Headers.Accept);
            using var body = new PooledBufferWriter(0);
            var read = await _reader.ReadAsync(http, body).ConfigureAwait(false);
            if (read.IsBatch)
            {
                await AnswerBatchAsync(read.Requests, http, output).ConfigureAwait(false);
                status = StatusCodes.Status200OK;
            }
            else
            {
                var outcome = await AnswerAsync(read.Requests[0], http, output).ConfigureAwait(false);
                if (outcome.Kind == OutcomeKind.MutationRefused) http.Response.Headers.Allow = HttpMethods.Post;
                status = mediaType.StatusOf(outcome.Kind);
                isCacheable = outcome is { Kind: OutcomeKind.Executed, ErrorCount: 0 } && HttpMethods.IsGet(http.Request.Method);
            }
        }
        catch (HttpRefusal refusal)
        {
            output.Clear();
            refusal.Write(output, TraceId(http));
            if (refusal.Allow is not null) http.Response.Headers.Allow = refusal.Allow;
            // The rest of the body has not been read: a client that used the connection again would find it closed.
            if (refusal.LeavesBody && HttpProtocol.IsHttp11(http.Request.Protocol)) http.Response.Headers.Connection = "close";
            status = refusal.IsRequestError ? mediaType.StatusOf(OutcomeKind.RequestError) : refusal.Status;
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The client has gone: there is nobody to answer.
            return;
        }

        http.Response.Headers.Vary = "Accept, Accept-Encoding, Accept-Language";
        if (isCacheable && EntityTags.Match(http, mediaType, output.WrittenMemory.Span))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        http.Response.StatusCode = status;
        http.Response.ContentType = mediaType.ContentType;
        await WriteAsync(http, output).ConfigureAwait(false);
    }

    private async ValueTask<ExecutionOutcome> AnswerAsync(
        RequestParameters request, HttpContext http, PooledBufferWriter output)
    {
        var document = _documents.TextOf(request);
        var context = new HttpRequestContext(http, options);
        try
        {
            var outcome = await handler.HandleAsync(request.With(document), context, output, http.RequestAborted).ConfigureAwait(false);
            if (outcome.Kind == OutcomeKind.Executed) _documents.Remember(request);
            return outcome;
        }
        finally
        {
            context.End();
        }
    }

    /// <summary>Answers one after another, each with a context of its own: a batch takes no more of the machine at a time than one request.</summary>
    private async Task AnswerBatchAsync(IReadOnlyList<RequestParameters> requests, HttpContext http, PooledBufferWriter output)
    {
        for (var i = 0; i < requests.Count; i++)
        {
            output.Write(i == 0 ? "["u8 : ","u8);
            try
            {
                await AnswerAsync(requests[i], http, output).ConfigureAwait(false);
            }
            catch (HttpRefusal refusal)
            {
                refusal.Write(output, TraceId(http));
            }
        }

        output.Write("]"u8);
    }

    private async Task WriteAsync(HttpContext http, PooledBufferWriter output)
    {
        if (output.WrittenCount >= options.CompressFromBytes && ResponseCompression.Negotiate(http.Request.Headers.AcceptEncoding) is { } coding)
        {
            using var compressed = new PooledBufferWriter(0);
            ResponseCompression.Compress(output.WrittenMemory, coding, compressed);
            http.Response.Headers.ContentEncoding = coding;
            http.Response.ContentLength = compressed.WrittenCount;
            await http.Response.BodyWriter.WriteAsync(compressed.WrittenMemory, http.RequestAborted).ConfigureAwait(false);
            return;
        }

        http.Response.ContentLength = output.WrittenCount;
        await http.Response.BodyWriter.WriteAsync(output.WrittenMemory, http.RequestAborted).ConfigureAwait(false);
    }

    private static string TraceId(HttpContext http) => HttpRequestContext.TraceIdOf(http);
}
