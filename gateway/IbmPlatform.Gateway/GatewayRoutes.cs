using System.Text;
using IbmPlatform.Gateway.Admission;
using IbmPlatform.Gateway.Health;
using IbmPlatform.Gateway.Pages;
using IbmPlatform.Gateway.Supergraphs;
using IbmPlatform.GraphQL.Server;

namespace IbmPlatform.Gateway;

/// <summary>Maps the gateway's routes.</summary>
public static class GatewayRoutes
{
    /// <summary>Maps <c>/</c> (what is here), <c>/graphql</c> (GraphiQL for browsers), <c>/graphql/schema.graphql</c> and the page's files.</summary>
    public static void MapGateway(this IEndpointRouteBuilder routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        var page = GraphiQLPage.Find();
        var sdl = Encoding.UTF8.GetBytes(routes.ServiceProvider.GetRequiredService<LoadedSupergraph>().ApiSdl);
        var gate = routes.ServiceProvider.GetRequiredService<OperationGate>();
        routes.MapGet("/", FrontPage.Serve);
        var options = routes.ServiceProvider.GetRequiredService<GatewayOptions>();
        routes.MapGraphQL("/graphql", routes.ServiceProvider.GetRequiredService<GatewayRequestHandler>(), options.Limits.Http)
            .Bounded(gate).ServePageToBrowsers(page).ReadableFromOtherOrigins();
        routes.MapGet("/graphql/schema.graphql", () => Results.Bytes(sdl, "text/plain; charset=utf-8")).ReadableFromOtherOrigins();
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

    private static IEndpointConventionBuilder Bounded(this IEndpointConventionBuilder endpoint, OperationGate gate)
    {
        endpoint.Add(builder =>
        {
            var next = builder.RequestDelegate!;
            builder.RequestDelegate = http => gate.ServeAsync(http, next);
        });
        return endpoint;
    }
}
