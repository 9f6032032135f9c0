using System.Buffers;
using IbmPlatform.GraphQL.Execution.Streams;

namespace IbmPlatform.GraphQL.Execution;

/// <summary>
/// The answers to one request, read one at a time: the next event of a subscription is not asked for before the reader wants it, so
/// that a slow client holds up its own stream and fills no memory.
/// </summary>
public abstract class AnswerStream : IAsyncDisposable
{
    /// <summary>The answers of a handler to a query or mutation: one, or the parts of one.</summary>
    public static AnswerStream Of(
        IGraphQLRequestHandler handler, GraphQLRequest request, RequestContext context, CancellationToken cancellationToken) =>
        new SingleAnswer(handler, request, context, cancellationToken);

    /// <summary>Whether the operation is a subscription, which lasts until somebody ends it.</summary>
    public virtual bool IsSubscription => false;

    /// <summary>
    /// What became of the answer read last. A request error is the last answer of its stream: the request was refused, or the
    /// subscription's source has failed.
    /// </summary>
    public ExecutionOutcome Outcome { get; protected set; }

    /// <summary>Writes the next answer as UTF-8 JSON; false, and nothing written, when there are no more.</summary>
    /// <exception cref="OperationCanceledException">The stream was cancelled.</exception>
    public abstract ValueTask<bool> ReadAsync(IBufferWriter<byte> output);

    /// <summary>Ends the stream: cancels what still runs and disposes the resolver's enumerator.</summary>
    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
