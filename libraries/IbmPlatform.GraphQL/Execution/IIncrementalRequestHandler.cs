using System.Buffers;

namespace IbmPlatform.GraphQL.Execution;

/// <summary>Answers GraphQL requests in parts where they ask for that (<c>@defer</c>, <c>@stream</c>).</summary>
public interface IIncrementalRequestHandler : IGraphQLRequestHandler
{
    /// <summary>Writes the first payload of the answer, which is the whole answer where nothing comes later.</summary>
    ValueTask<IncrementalAnswer> HandleIncrementallyAsync(
        GraphQLRequest request, RequestContext context, IBufferWriter<byte> output, CancellationToken cancellationToken);
}
