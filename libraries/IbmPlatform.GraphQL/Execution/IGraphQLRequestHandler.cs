using System.Buffers;

namespace IbmPlatform.GraphQL.Execution;

/// <summary>Answers GraphQL requests: a subgraph's executor or a gateway. The HTTP layer serves any of them.</summary>
public interface IGraphQLRequestHandler
{
    /// <summary>
    /// Writes the whole answer as UTF-8 JSON. Errors of the request and of its fields are part of the answer, not exceptions; only
    /// the cancellation of <paramref name="cancellationToken"/> throws.
    /// </summary>
    ValueTask<ExecutionOutcome> HandleAsync(
        GraphQLRequest request, RequestContext context, IBufferWriter<byte> output, CancellationToken cancellationToken);
}
