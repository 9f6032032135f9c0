using System.Buffers;
using System.Globalization;
using IbmPlatform.GraphQL.Execution;
using IbmPlatform.GraphQL.Server.Multipart;
using IbmPlatform.GraphQL.Server.Streaming;
using Microsoft.AspNetCore.Http;

namespace IbmPlatform.GraphQL.Server;

/// <summary>One GraphQL endpoint: negotiates, reads, lets the handler answer, sets the status code.</summary>
internal sealed class GraphQLHttpEndpoint
{
    private const string Vary = "Accept, Accept-Encoding, Accept-Language";

    private readonly IGraphQLRequestHandler handler;
    private readonly GraphQLHttpOptions options;
    private readonly RequestReader _reader;
    private readonly PersistedDocuments _documents;
    private readonly StreamEndpoint? _streams;

    public GraphQLHttpEndpoint(IGraphQLRequestHandler handler, GraphQLHttpOptions options, IServiceProvider application)
    {
        this.handler = handler;
        this.options = options;
        _reader = new RequestReader(options, hasStreams: handler is IGraphQLStreamHandler);
        _documents = new PersistedDocuments(options);
        if (handler is IGraphQLStreamHandler streams) _streams = new StreamEndpoint(streams, options, _reader, _documents, application);
    }

    public async Task ServeAsync(HttpContext http)
    {
        using var output = new PooledBufferWriter();
        var mediaType = ResponseMediaType.Json;
        var isCacheable = false;
        string? multipart = null;
        var onlyMultipart = false;
        int status;
        try
        {
            if (_streams?.TryServe(http) is { } served)
            {
                await served.ConfigureAwait(false);
                return;
            }

            multipart = MultipartNegotiation.ContentTypeFor(http.Request.Headers.Accept);
            // A client that takes parts and nothing else gets even a whole answer as one.
            onlyMultipart = multipart is not null && MultipartNegotiation.IsOnlyChoice(http.Request.Headers.Accept);
            if (!onlyMultipart) mediaType = ResponseMediaType.Negotiate(http.Request.Headers.Accept);
            using var body = new PooledBufferWriter(0);
            var read = await _reader.ReadAsync(http, body).ConfigureAwait(false);
            if (read.IsBatch)
            {
                var refused = await AnswerBatchAsync(read.Requests, http, output).ConfigureAwait(false);
                if (refused?.RetryAfter is { } later) http.Response.Headers.RetryAfter = RetrySeconds(later);
                status = refused is { } outcome ? mediaType.StatusOf(outcome.Kind) : StatusCodes.Status200OK;
            }
            else
            {
                var outcome = await AnswerAsync(read.Requests[0], http, output, multipart: multipart).ConfigureAwait(false);
                if (http.Response.HasStarted) return;
                if (outcome.Kind == OutcomeKind.MutationRefused) http.Response.Headers.Allow = HttpMethods.Post;
                if (outcome.RetryAfter is { } wait) http.Response.Headers.RetryAfter = RetrySeconds(wait);
                status = mediaType.StatusOf(outcome.Kind);
                isCacheable = outcome is { Kind: OutcomeKind.Executed, ErrorCount: 0 } && HttpMethods.IsGet(http.Request.Method);
            }
        }
        catch (HttpRefusal refusal)
        {
            output.Clear();
            refusal.Write(output, TraceId(http));
            Describe(refusal, http.Response.Headers);
            // The rest of the body has not been read: a client that used the connection again would find it closed.
            if (refusal.LeavesBody && HttpProtocol.IsHttp11(http.Request.Protocol)) http.Response.Headers.Connection = "close";
            status = refusal.IsRequestError ? mediaType.StatusOf(OutcomeKind.RequestError) : refusal.Status;
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The client has gone: there is nobody to answer.
            return;
        }

        http.Response.Headers.Vary = Vary;
        if (isCacheable && EntityTags.Match(http, mediaType, output.WrittenMemory.Span))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        if (onlyMultipart)
        {
            await MultipartWriter.Start(http, multipart!).WriteAsync(output.WrittenMemory, isLast: true).ConfigureAwait(false);
            return;
        }

        http.Response.StatusCode = status;
        http.Response.ContentType = mediaType.ContentType;
        await WriteAsync(http, output).ConfigureAwait(false);
    }

    private async ValueTask<ExecutionOutcome> AnswerAsync(
        RequestParameters request, HttpContext http, PooledBufferWriter output, bool isPaid = false, string? multipart = null)
    {
        var document = _documents.TextOf(request);
        var context = new HttpRequestContext(http, options);
        try
        {
            if (multipart is not null && handler is IIncrementalRequestHandler incremental)
            {
                using var answer = await incremental.HandleIncrementallyAsync(request.With(document, WantsCost(http)), context, output, http.RequestAborted).ConfigureAwait(false);
                if (answer.Outcome.Kind == OutcomeKind.Executed) _documents.Remember(request);
                if (answer.HasNext) await SendPartsAsync(answer, http, output, multipart).ConfigureAwait(false);
                return answer.Outcome;
            }

            var outcome = await handler.HandleAsync(request.With(document, WantsCost(http), isPaid), context, output, http.RequestAborted).ConfigureAwait(false);
            if (outcome.Kind == OutcomeKind.Executed) _documents.Remember(request);
            return outcome;
        }
        finally
        {
            context.End();
        }
    }

    /// <summary>Sends the first payload, then each that follows as soon as it is there.</summary>
    private static async Task SendPartsAsync(IncrementalAnswer answer, HttpContext http, PooledBufferWriter output, string contentType)
    {
        http.Response.Headers.Vary = Vary;
        var parts = MultipartWriter.Start(http, contentType);
        while (await parts.WriteAsync(output.WrittenMemory, isLast: !answer.HasNext).ConfigureAwait(false) && answer.HasNext)
        {
            output.Clear();
            await answer.WriteNextAsync(output).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Answers one after another, each with a context of its own: a batch takes no more of the machine at a time than one request. All of
    /// them are paid before the first runs; what refuses them then is the answer and the return value.
    /// </summary>
    private async Task<ExecutionOutcome?> AnswerBatchAsync(IReadOnlyList<RequestParameters> requests, HttpContext http, PooledBufferWriter output)
    {
        if (handler is IBatchAdmission admission && Admit(admission, requests, http, output) is { } refused) return refused;
        for (var i = 0; i < requests.Count; i++)
        {
            output.Write(i == 0 ? "["u8 : ","u8);
            try
            {
                await AnswerAsync(requests[i], http, output, handler is IBatchAdmission).ConfigureAwait(false);
            }
            catch (HttpRefusal refusal)
            {
                refusal.Write(output, TraceId(http));
            }
        }

        output.Write("]"u8);
        return null;
    }

    private ExecutionOutcome? Admit(IBatchAdmission admission, IReadOnlyList<RequestParameters> requests, HttpContext http, PooledBufferWriter output)
    {
        var known = new List<GraphQLRequest>(requests.Count);
        foreach (var request in requests)
        {
            try
            {
                known.Add(request.With(_documents.TextOf(request)));
            }
            // It costs nothing; its place in the answer says why.
            catch (HttpRefusal) { }
        }

        var context = new HttpRequestContext(http, options);
        try
        {
            return admission.Admit(known, context, output);
        }
        finally
        {
            context.End();
        }
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

    /// <summary>A client that cannot write <c>extensions</c> asks by a header.</summary>
    private static bool WantsCost(HttpContext http) =>
        http.Request.Headers.TryGetValue("GraphQL-Cost", out var wanted) && string.Equals(wanted.ToString(), "report", StringComparison.OrdinalIgnoreCase);

    private static void Describe(HttpRefusal refusal, IHeaderDictionary headers)
    {
        if (refusal.Allow is not null) headers.Allow = refusal.Allow;
        if (refusal.AcceptEncoding is not null) headers.AcceptEncoding = refusal.AcceptEncoding;
        if (refusal.RetryAfter is { } wait) headers.RetryAfter = RetrySeconds(wait);
    }

    private static string RetrySeconds(TimeSpan wait) => Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString("F0", CultureInfo.InvariantCulture);

    private static string TraceId(HttpContext http) => HttpRequestContext.TraceIdOf(http);
}
