using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace IbmPlatform.GraphQL.Server;

/// <summary>Reads a GraphQL request from HTTP (GraphQL over HTTP, "Request").</summary>
internal sealed class RequestReader(GraphQLHttpOptions options, bool hasStreams)
{
    /// <param name="http">The request.</param>
    /// <param name="body">Holds the body as long as the request's variables, which point into it, are needed.</param>
    public async ValueTask<RequestBody> ReadAsync(HttpContext http, PooledBufferWriter body)
    {
        var method = http.Request.Method;
        if (HttpMethods.IsGet(method)) return new RequestBody([ReadUrl(http.Request)], IsBatch: false);
        if (!HttpMethods.IsPost(method)) throw HttpRefusal.MethodNotAllowed(method, hasStreams);
        CheckContentType(http.Request.ContentType);
        CheckContentEncoding(http.Request.Headers.ContentEncoding);
        await ReadBodyAsync(http, body).ConfigureAwait(false);
        return RequestParser.ParseBody(body.WrittenMemory, options);
    }

    private RequestParameters ReadUrl(HttpRequest request)
    {
        var length = request.QueryString.Value?.Length ?? 0;
        if (length > options.MaxUrlQueryChars) throw HttpRefusal.UrlTooLong(length, options.MaxUrlQueryChars);
        return RequestParser.ParseUrl(request.Query, options.MaxJsonDepth);
    }

    private static void CheckContentType(string? contentType)
    {
        // The common spelling first: parsing allocates.
        if (string.Equals(contentType, "application/json", StringComparison.OrdinalIgnoreCase)) return;
        if (!MediaTypeHeaderValue.TryParse(contentType, out var type)
            || !type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || (type.Charset.HasValue && !HeaderUtilities.RemoveQuotes(type.Charset).Equals(Encoding.UTF8.WebName, StringComparison.OrdinalIgnoreCase)))
        {
            throw HttpRefusal.UnsupportedMediaType(contentType);
        }
    }

    /// <summary>A compressed body would have to be inflated before anything can judge it, and few bytes can be made of very many.</summary>
    private static void CheckContentEncoding(StringValues encoding)
    {
        if (encoding.Count > 0 && encoding.ToString() is { Length: > 0 } named && !named.Equals("identity", StringComparison.OrdinalIgnoreCase))
            throw HttpRefusal.UnsupportedEncoding(named);
    }

    private async ValueTask ReadBodyAsync(HttpContext http, PooledBufferWriter body)
    {
        if (http.Request.ContentLength > options.MaxBodyBytes)
        {
            throw HttpRefusal.BodyTooLarge(http.Request.ContentLength.Value, options.MaxBodyBytes);
        }

        var reader = http.Request.BodyReader;
        while (true)
        {
            ReadResult read;
            try
            {
                read = await reader.ReadAsync(http.RequestAborted).ConfigureAwait(false);
            }
            catch (BadHttpRequestException e)
            {
                throw HttpRefusal.BadRequest($"The body could not be read: {e.Message}");
            }

            if (body.WrittenCount + read.Buffer.Length > options.MaxBodyBytes)
            {
                throw HttpRefusal.BodyTooLarge(body.WrittenCount + read.Buffer.Length, options.MaxBodyBytes);
            }

            foreach (var segment in read.Buffer) body.Write(segment.Span);
            reader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted) return;
        }
    }
}
