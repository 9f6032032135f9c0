using System.Diagnostics;
using IbmPlatform.GraphQL.Execution;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features.Authentication;

namespace IbmPlatform.GraphQL.Server;

/// <summary>
/// The context of a request over HTTP. The scope of services and the trace id are found when they are asked for: most queries need neither.
/// </summary>
internal sealed class HttpRequestContext : RequestContext
{
    // Null once the request has been answered: the server uses the object again, for somebody else's request.
    private HttpContext? _http;

    public HttpRequestContext(HttpContext http, GraphQLHttpOptions options)
    {
        _http = http;
        var languages = http.Request.Headers.AcceptLanguage;
        AcceptLanguage = languages.Count == 0 ? null : languages.ToString();
        // HttpContext.User makes up an anonymous user where there is none.
        User = http.Features.Get<IHttpAuthenticationFeature>()?.User is { Identity.IsAuthenticated: true } user ? user : null;
        Headers = Forwarded(http.Request.Headers, options.ForwardedHeaders);
    }

    /// <exception cref="ObjectDisposedException">The request has been answered: a resolver that went on by itself comes too late.</exception>
    public override IServiceProvider Services => (_http ?? throw new ObjectDisposedException(nameof(RequestContext), "The request has ended.")).RequestServices;

    public static string TraceIdOf(HttpContext http) => Activity.Current?.TraceId.ToHexString() ?? http.TraceIdentifier;

    public void End() => _http = null;

    protected override string FindClient() =>
        User is { } user ? $"user:{user.FindFirst("sub")?.Value ?? user.Identity?.Name}" : $"address:{_http?.Connection.RemoteIpAddress}";

    protected override string FindTraceId() => _http is { } http ? TraceIdOf(http) : base.FindTraceId();

    /// <summary>The headers to forward, by name; null when the request has none of them.</summary>
    public static Dictionary<string, string>? Forwarded(IHeaderDictionary headers, IReadOnlyList<string> names)
    {
        Dictionary<string, string>? forwarded = null;
        for (var i = 0; i < names.Count; i++)
        {
            if (!headers.TryGetValue(names[i], out var value)) continue;
            forwarded ??= new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            forwarded[names[i]] = value.ToString();
        }

        return forwarded;
    }
}
