using System.Diagnostics;
using IbmPlatform.GraphQL.Execution;
using Microsoft.AspNetCore.Http;

namespace IbmPlatform.GraphQL.Server;

/// <summary>One GraphQL endpoint: negotiates, reads, lets the handler answer, sets the status code.</summary>
internal sealed class GraphQLHttpEndpoint(IGraphQLRequestHandler handler, GraphQLHttpOptions options)
{
    private readonly RequestReader _reader = new(options);

    public async Task ServeAsync(HttpContext http)
    {
        using var output = new PooledBufferWriter();
        var mediaType = ResponseMediaType.Json;
        int status;
        try
        {
            mediaType = ResponseMediaType.Negotiate(http.Request.Headers.Accept);
            using var body = new PooledBufferWriter(0);
            var request = await _reader.ReadAsync(http, body).ConfigureAwait(false);
            var outcome = await handler.HandleAsync(request, Context(http), output, http.RequestAborted).ConfigureAwait(false);
            if (outcome.Kind == OutcomeKind.MutationRefused) http.Response.Headers.Allow = HttpMethods.Post;
            status = mediaType.StatusOf(outcome.Kind);
        }
        catch (HttpRefusal refusal)
        {
            output.Clear();
            refusal.Write(output, TraceId(http));
            if (refusal.Allow is not null) http.Response.Headers.Allow = refusal.Allow;
            status = refusal.Status;
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The client has gone: there is nobody to answer.
            return;
        }

        http.Response.StatusCode = status;
        http.Response.ContentType = mediaType.ContentType;
        http.Response.ContentLength = output.WrittenCount;
        http.Response.Headers.Vary = "Accept, Accept-Language";
        await http.Response.BodyWriter.WriteAsync(output.WrittenMemory, http.RequestAborted).ConfigureAwait(false);
    }

    private RequestContext Context(HttpContext http)
    {
        var languages = http.Request.Headers.AcceptLanguage;
        return new RequestContext(http.RequestServices)
        {
            AcceptLanguage = languages.Count == 0 ? null : languages.ToString(),
            User = http.User.Identity?.IsAuthenticated == true ? http.User : null,
            Headers = ForwardedHeaders(http.Request.Headers),
            TraceId = TraceId(http),
        };
    }

    private Dictionary<string, string>? ForwardedHeaders(IHeaderDictionary headers)
    {
        Dictionary<string, string>? forwarded = null;
        foreach (var name in options.ForwardedHeaders)
        {
            if (!headers.TryGetValue(name, out var value)) continue;
            forwarded ??= new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            forwarded[name] = value.ToString();
        }

        return forwarded;
    }

    private static string TraceId(HttpContext http) => Activity.Current?.TraceId.ToHexString() ?? http.TraceIdentifier;
}
