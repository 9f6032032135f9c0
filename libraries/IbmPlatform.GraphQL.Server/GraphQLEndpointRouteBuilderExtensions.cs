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

    /// <summary>Serves a handler: a subgraph's executor or a gateway.</summary>
    public static IEndpointConventionBuilder MapGraphQL(
        this IEndpointRouteBuilder endpoints, string pattern, IGraphQLRequestHandler handler, GraphQLHttpOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(handler);
        // Every method comes here: what is not allowed is refused with a GraphQL error and an Allow header.
        return endpoints.Map(pattern, (RequestDelegate)new GraphQLHttpEndpoint(handler, options ?? new GraphQLHttpOptions()).ServeAsync);
    }
}
