using IbmPlatform.Federation.Execution;
using IbmPlatform.Gateway.Node;

namespace IbmPlatform.Gateway.Subgraphs;

/// <summary>Sends a request to the subgraph that this process hosts, or to the others through their client.</summary>
internal sealed class SubgraphRouter(ISubgraphClient others, NodeSubgraph node) : ISubgraphClient
{
    public ValueTask<SubgraphResponse> SendAsync(SubgraphRequest request, CancellationToken cancellationToken) =>
        request.Subgraph.Url == NodeSubgraph.Url ? node.SendAsync(request, cancellationToken) : others.SendAsync(request, cancellationToken);
}
