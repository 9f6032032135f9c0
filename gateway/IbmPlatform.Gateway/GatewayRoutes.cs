using System.Text;
using IbmPlatform.Gateway.Health;
using IbmPlatform.Gateway.Pages;
using IbmPlatform.Gateway.Supergraphs;
using IbmPlatform.GraphQL.Server;

namespace IbmPlatform.Gateway;

/// <summary>Maps the gateway's routes.</summary>
public static class GatewayRoutes
{
    /// <summary>Maps <c>/graphql</c> (GraphiQL for browsers), <c>/graphql/schema.graphql</c> and the page's files.</summary>
    public static void MapGateway(this IEndpointRouteBuilder routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        var page = GraphiQLPage.Find();
        var sdl = Encoding.UTF8.GetBytes(routes.ServiceProvider.GetRequiredService<LoadedSupergraph>().ApiSdl);
        routes.MapGraphQL("/graphql", routes.ServiceProvider.GetRequiredService<GatewayRequestHandler>()).ServePageToBrowsers(page);
        routes.MapGet("/graphql/schema.graphql", () => Results.Bytes(sdl, "text/plain; charset=utf-8"));
        routes.MapGet("/graphiql/{**path}", page.File);
    }

    /// <summary>Maps <c>/health/live</c> (the process runs) and <c>/health/ready</c> (each subgraph answers, by name).</summary>
    public static void MapGatewayHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => Results.Json(new { status = "live" }));
        routes.MapGet("/health/ready", HealthRoutes.ReadyAsync);
    }

    /// <summary>Maps <c>/services/{name}/health/…</c> to each subgraph that has an address.</summary>
    public static void MapSubgraphProxy(this IEndpointRouteBuilder routes) => routes.MapReverseProxy();
}
