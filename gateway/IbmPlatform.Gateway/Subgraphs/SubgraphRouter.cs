using IbmPlatform.Federation.Execution;
using IbmPlatform.Gateway.Node;

namespace IbmPlatform.Gateway.Subgraphs;

/// <summary>Sends a request to the subgraph that this process hosts, or to the others through their client.</summary>
internal sealed class SubgraphRouter(ISubgraphClient others, NodeSubgraph node) : ISubgraphStreamClient
{
    public ValueTask<SubgraphResponse> SendAsync(SubgraphRequest request, CancellationToken cancellationToken) =>
        request.Subgraph.Url == NodeSubgraph.Url ? node.SendAsync(request, cancellationToken) : others.SendAsync(request, cancellationToken);

    public IAsyncEnumerable<SubgraphResponse> SubscribeAsync(SubgraphRequest request, CancellationToken cancellationToken) =>
        request.Subgraph.Url != NodeSubgraph.Url && others is ISubgraphStreamClient streams
            ? streams.SubscribeAsync(request, cancellationToken)
            : throw new SubgraphException("it can't be subscribed at from here");
}
