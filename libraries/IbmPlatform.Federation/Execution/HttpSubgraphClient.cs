using System.Buffers;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace IbmPlatform.Federation.Execution;

/// <summary>Asks subgraphs by GraphQL over HTTP, at the addresses that the supergraph names.</summary>
public sealed class HttpSubgraphClient(HttpClient http, HttpSubgraphClientOptions? options = null) : ISubgraphStreamClient
{
    private static readonly MediaTypeHeaderValue Json = new("application/json") { CharSet = "utf-8" };
    private readonly HttpSubgraphClientOptions _options = options ?? new();

    /// <inheritdoc/>
    public async ValueTask<SubgraphResponse> SendAsync(SubgraphRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var message = Message(request);
        try
        {
            using var response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            if (response.Content.Headers.ContentType?.MediaType is not ("application/json" or "application/graphql-response+json"))
                throw new SubgraphException($"it answered {(int)response.StatusCode} with {response.Content.Headers.ContentType?.MediaType ?? "no content type"} instead of JSON");
            return await ReadAsync(response, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException fault)
        {
            throw new SubgraphException("it can't be reached", fault);
        }
        catch (IOException fault)
        {
            throw new SubgraphException("its answer broke off", fault);
        }
    }

    /// <summary>Subscribes by GraphQL over server-sent events ("distinct connections mode").</summary>
    public async IAsyncEnumerable<SubgraphResponse> SubscribeAsync(
        SubgraphRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var message = Message(request, EventStreamReader.ContentType);
        using var response = await OpenAsync(message, cancellationToken).ConfigureAwait(false);
        var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            var events = new EventStreamReader(stream, _options);
            while (await events.ReadAsync(cancellationToken).ConfigureAwait(false) is { } data) yield return new SubgraphResponse(data);
        }
    }

    private async Task<HttpResponseMessage> OpenAsync(HttpRequestMessage message, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_options.OpenTimeout);
        try
        {
            var response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, limit.Token).ConfigureAwait(false);
            var type = response.Content.Headers.ContentType?.MediaType;
            if (response.IsSuccessStatusCode && type == EventStreamReader.ContentType) return response;
            response.Dispose();
            throw new SubgraphException($"it answered {(int)response.StatusCode} with {type ?? "no content type"} instead of an event stream");
        }
        catch (HttpRequestException fault)
        {
            throw new SubgraphException("it can't be reached", fault);
        }
        catch (OperationCanceledException fault) when (!cancellationToken.IsCancellationRequested)
        {
            throw new SubgraphException($"it opened no event stream within {_options.OpenTimeout.TotalSeconds:0.###} s", fault);
        }
    }

    private static HttpRequestMessage Message(SubgraphRequest request, string accept = "application/graphql-response+json, application/json;q=0.9")
    {
        if (!Uri.TryCreate(request.Subgraph.Url, UriKind.Absolute, out var address))
            throw new SubgraphException($"the supergraph gives it no address (\"{request.Subgraph.Url}\")");
        var message = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(Body(request)) };
        message.Content.Headers.ContentType = Json;
        message.Headers.TryAddWithoutValidation("Accept", accept);
        foreach (var (name, value) in request.Headers) message.Headers.TryAddWithoutValidation(name, value);
        return message;
    }

    private static byte[] Body(SubgraphRequest request)
    {
        var buffer = new ArrayBufferWriter<byte>(request.Query.Length + request.Variables.Length + 64);
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            writer.WriteString("query"u8, request.Query);
            if (request.OperationName is not null) writer.WriteString("operationName"u8, request.OperationName);
            if (!request.Variables.IsEmpty)
            {
                writer.WritePropertyName("variables"u8);
                writer.WriteRawValue(request.Variables.Span, skipInputValidation: true);
            }

            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private async Task<SubgraphResponse> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = new PooledBody((int)Math.Min(response.Content.Headers.ContentLength ?? 16 * 1024, _options.MaxResponseBytes));
        try
        {
            var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
            {
                while (true)
                {
                    var read = await stream.ReadAsync(body.Free(), cancellationToken).ConfigureAwait(false);
                    if (read == 0) return new SubgraphResponse(body.Written, body);
                    body.Advance(read);
                    if (body.Written.Length > _options.MaxResponseBytes)
                        throw new SubgraphException($"its answer is larger than {_options.MaxResponseBytes} bytes; ask for less");
                }
            }
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }
}
