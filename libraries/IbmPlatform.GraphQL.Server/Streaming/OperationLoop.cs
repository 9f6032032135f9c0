using IbmPlatform.GraphQL.Execution;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IbmPlatform.GraphQL.Server.Streaming;

/// <summary>Runs one operation and hands its answers to a sink: the next is not asked for before the client has taken the last.</summary>
internal sealed partial class OperationLoop(
    IGraphQLStreamHandler handler, PersistedDocuments documents, SubscriptionSlots slots, GraphQLStreamOptions options, ILogger logger)
{
    /// <summary>Runs to the end, which the cancellation brings about too.</summary>
    /// <exception cref="OperationCanceledException">The operation was cancelled, or the client takes nothing.</exception>
    public async Task RunAsync(RequestParameters parameters, Caller caller, IAnswerSink sink, CancellationToken cancellationToken)
    {
        using var answer = new PooledBufferWriter(0);
        try
        {
            var request = parameters.With(documents.TextOf(parameters));
            await using var scope = caller.Scopes.CreateAsyncScope();
            await using var stream = await handler.OpenAsync(request, caller.Context(scope.ServiceProvider), cancellationToken).ConfigureAwait(false);
            using var slot = TakeSlot(stream, caller);
            while (await stream.ReadAsync(answer).ConfigureAwait(false))
            {
                if (stream.Outcome.Kind != OutcomeKind.Executed)
                {
                    await sink.RefusedAsync(answer.WrittenMemory, cancellationToken).ConfigureAwait(false);
                    return;
                }

                documents.Remember(parameters);
                await sink.NextAsync(answer.WrittenMemory, cancellationToken).ConfigureAwait(false);
                answer.Clear();
            }
        }
        catch (HttpRefusal refusal)
        {
            answer.Clear();
            refusal.Write(answer, caller.TraceId);
            await sink.RefusedAsync(answer.WrittenMemory, cancellationToken).ConfigureAwait(false);
            return;
        }
        // A flaw of ours ends the operation, not the connection that others run over.
#pragma warning disable CA1031
        catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
        {
            Log.Failed(logger, e, caller.TraceId);
            answer.Clear();
            HttpRefusal.InternalError.Write(answer, caller.TraceId);
            await sink.RefusedAsync(answer.WrittenMemory, cancellationToken).ConfigureAwait(false);
            return;
        }

        await sink.CompleteAsync(cancellationToken).ConfigureAwait(false);
    }

    private SubscriptionSlots.Slot? TakeSlot(AnswerStream stream, Caller caller)
    {
        if (!stream.IsSubscription) return null;
        return slots.TryTakeSubscription(caller.Client, options, out var refusal) ?? throw HttpRefusal.LimitExceeded(refusal, options.InitTimeout);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "An operation over a stream failed (trace {TraceId})")]
        public static partial void Failed(ILogger logger, Exception exception, string traceId);
    }
}
