namespace IbmPlatform.Federation.Execution;

/// <summary>Subscribes at subgraphs too: over HTTP, or in the gateway's own process.</summary>
public interface ISubgraphStreamClient : ISubgraphClient
{
    /// <summary>
    /// Opens a subscription and gives its answers, one an event, until the subgraph completes it. The next is not read before it is asked
    /// for; disposing the enumerator ends the subscription. What keeps the subgraph from answering with GraphQL, at first or later, is
    /// thrown as <see cref="SubgraphException"/>.
    /// </summary>
    IAsyncEnumerable<SubgraphResponse> SubscribeAsync(SubgraphRequest request, CancellationToken cancellationToken);
}
