namespace IbmPlatform.GraphQL.Execution;

/// <summary>
/// Answers requests whose answers come one after another: subscriptions, and over the same transports queries and mutations, which
/// answer once. A subgraph's executor or a gateway; the transports (SSE, WebSocket) serve any of them.
/// </summary>
public interface IGraphQLStreamHandler : IGraphQLRequestHandler
{
    /// <summary>
    /// Parses, validates and limits the request. No resolver runs before the stream is first read, so that a transport can still refuse
    /// a subscription that it has no room for.
    /// </summary>
    /// <param name="request">The request; its memory must stay as it is until the stream is disposed.</param>
    /// <param name="context">The request's context. Each event gets one of its own, made from it.</param>
    /// <param name="cancellationToken">Ends the stream: resolvers are cancelled, reading throws.</param>
    ValueTask<AnswerStream> OpenAsync(GraphQLRequest request, RequestContext context, CancellationToken cancellationToken);
}
