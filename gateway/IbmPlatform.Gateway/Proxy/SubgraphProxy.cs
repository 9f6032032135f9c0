using IbmPlatform.Federation.Supergraphs;
using Yarp.ReverseProxy.Configuration;

namespace IbmPlatform.Gateway.Proxy;

/// <summary>
/// YARP's routes to the services behind the subgraphs. Only their health goes through: a subgraph's own <c>/graphql</c> trusts its
/// caller with <c>_entities</c> and is not for the public.
/// </summary>
internal static class SubgraphProxy
{
    public static IReadOnlyList<RouteConfig> Routes(Supergraph supergraph) => [.. Reachable(supergraph).Select(subgraph => new RouteConfig
    {
        RouteId = subgraph.Name,
        ClusterId = subgraph.Name,
        Match = new RouteMatch { Path = $"/services/{subgraph.Name}/health/{{**rest}}", Methods = ["GET", "HEAD"] },
        Transforms = [new Dictionary<string, string> { ["PathRemovePrefix"] = $"/services/{subgraph.Name}" }],
    })];

    public static IReadOnlyList<ClusterConfig> Clusters(Supergraph supergraph) => [.. Reachable(supergraph).Select(subgraph => new ClusterConfig
    {
        ClusterId = subgraph.Name,
        Destinations = new Dictionary<string, DestinationConfig>
        {
            [subgraph.Name] = new() { Address = new Uri(subgraph.Url).GetLeftPart(UriPartial.Authority) },
        },
    })];

    private static IEnumerable<Subgraph> Reachable(Supergraph supergraph) =>
        supergraph.Subgraphs.Where(subgraph => Uri.TryCreate(subgraph.Url, UriKind.Absolute, out var url) && url.Scheme is "http" or "https");
}
