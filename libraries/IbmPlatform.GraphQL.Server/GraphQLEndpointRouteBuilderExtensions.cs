using IbmPlatform.GraphQL.Execution;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace IbmPlatform.GraphQL.Server;

/// <summary>Maps GraphQL over HTTP.</summary>
public static class GraphQLEndpointRouteBuilderExtensions
{
    /// <summary>Serves the handler registered as a service.</summary>
    public static IEndpointConventionBuilder MapGraphQL(
        this IEndpointRouteBuilder endpoints, string pattern = "/graphql", GraphQLHttpOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        return endpoints.MapGraphQL(pattern, endpoints.ServiceProvider.GetRequiredService<IGraphQLRequestHandler>(), options);
    }

    /// <summary>
    /// Serves a handler: a subgraph's executor or a gateway. One that is an <see cref="IGraphQLStreamHandler"/> is served over event streams
    /// and WebSockets too, at the same address.
    /// </summary>
    public static IEndpointConventionBuilder MapGraphQL(
        this IEndpointRouteBuilder endpoints, string pattern, IGraphQLRequestHandler handler, GraphQLHttpOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(handler);
        var endpoint = new GraphQLHttpEndpoint(handler, options ?? new GraphQLHttpOptions(), endpoints.ServiceProvider);
        // Every method comes here: what is not allowed is refused with a GraphQL error and an Allow header.
        var sockets = endpoints.CreateApplicationBuilder().UseWebSockets().Use(_ => endpoint.ServeAsync).Build();
        return endpoints.Map(pattern, http => IsUpgrade(http.Request) ? sockets(http) : endpoint.ServeAsync(http));
    }

    /// <summary>Over HTTP/1.1 a WebSocket is asked for by GET, over HTTP/2 by CONNECT.</summary>
    private static bool IsUpgrade(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) && request.Headers.Upgrade.Count > 0) || HttpMethods.IsConnect(request.Method);
}
