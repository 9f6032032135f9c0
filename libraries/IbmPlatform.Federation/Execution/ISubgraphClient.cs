namespace IbmPlatform.Federation.Execution;

/// <summary>Sends requests to subgraphs: over HTTP, or in the gateway's own process.</summary>
public interface ISubgraphClient
{
    /// <summary>
    /// Sends one request. What keeps the subgraph from answering with GraphQL (unreachable, refused, no JSON) is thrown as
    /// <see cref="SubgraphException"/>; GraphQL errors are part of the answer.
    /// </summary>
    ValueTask<SubgraphResponse> SendAsync(SubgraphRequest request, CancellationToken cancellationToken);
}
