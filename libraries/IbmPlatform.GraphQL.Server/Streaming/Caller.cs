using System.Security.Claims;
using IbmPlatform.GraphQL.Execution;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace IbmPlatform.GraphQL.Server.Streaming;

/// <summary>Who asks, taken down from an HTTP request that an operation may outlive. Makes the contexts of operations and events.</summary>
internal sealed record Caller(
    IServiceScopeFactory Scopes, ClaimsPrincipal? User, string Client, string? AcceptLanguage, IReadOnlyDictionary<string, string>? Headers, string TraceId)
{
    public static Caller Of(HttpContext http, GraphQLHttpOptions options)
    {
        var user = http.User.Identity?.IsAuthenticated == true ? http.User : null;
        var languages = http.Request.Headers.AcceptLanguage;
        return new Caller(
            http.RequestServices.GetRequiredService<IServiceScopeFactory>(),
            user,
            ClientOf(http, user, options.Streams),
            languages.Count == 0 ? null : languages.ToString(),
            HttpRequestContext.Forwarded(http.Request.Headers, options.ForwardedHeaders),
            HttpRequestContext.TraceIdOf(http));
    }

    /// <summary>The same caller as the user that a connection has named itself.</summary>
    public Caller As(ClaimsPrincipal? user, HttpContext http, GraphQLStreamOptions options) =>
        this with { User = user, Client = ClientOf(http, user, options) };

    /// <summary>The context of one operation over services of its own.</summary>
    public RequestContext Context(IServiceProvider services) => new(services)
    {
        User = User,
        AcceptLanguage = AcceptLanguage,
        Headers = Headers,
        TraceId = TraceId,
        BeginEvent = () =>
        {
            var scope = Scopes.CreateAsyncScope();
            return new EventScope(scope.ServiceProvider, scope);
        },
    };

    private static string ClientOf(HttpContext http, ClaimsPrincipal? user, GraphQLStreamOptions options)
    {
        if (options.ClientOf is { } clientOf) return clientOf(http);
        var name = user?.FindFirst("sub")?.Value ?? user?.FindFirst(ClaimTypes.NameIdentifier)?.Value ?? user?.Identity?.Name;
        return name is null ? $"address {http.Connection.RemoteIpAddress}" : $"user {name}";
    }
}
