using System.Buffers;

namespace IbmPlatform.GraphQL.Execution.Streams;

/// <summary>A query or mutation, or a request that is refused: answered once when read, or in parts where it asks for that and the handler can.</summary>
internal sealed class SingleAnswer(
    IGraphQLRequestHandler handler, GraphQLRequest request, RequestContext context, CancellationToken cancellationToken) : AnswerStream
{
    private IncrementalAnswer? _answer;

    public override async ValueTask<bool> ReadAsync(IBufferWriter<byte> output)
    {
        if (_answer is null)
        {
            _answer = handler is IIncrementalRequestHandler incremental
                ? await incremental.HandleIncrementallyAsync(request, context, output, cancellationToken).ConfigureAwait(false)
                : IncrementalAnswer.Whole(await handler.HandleAsync(request, context, output, cancellationToken).ConfigureAwait(false));
            Outcome = _answer.Outcome;
            return true;
        }

        if (!_answer.HasNext) return false;
        await _answer.WriteNextAsync(output).ConfigureAwait(false);
        return true;
    }

    public override ValueTask DisposeAsync()
    {
        _answer?.Dispose();
        return base.DisposeAsync();
    }
}
