using System.Buffers;
using IbmPlatform.Federation.Execution;
using IbmPlatform.Gateway.Subgraphs;
using IbmPlatform.Gateway.Supergraphs;
using IbmPlatform.GraphQL.Execution;
using IbmPlatform.GraphQL.Server;

namespace IbmPlatform.Gateway;

/// <summary>Answers requests from the subgraphs and logs each.</summary>
internal sealed partial class GatewayRequestHandler : IGraphQLStreamHandler, IBatchAdmission
{
    private readonly FederatedExecutor _executor;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    public GatewayRequestHandler(
        GatewayOptions options, LoadedSupergraph supergraph, SubgraphRouter subgraphs, TimeProvider time, ILogger<GatewayRequestHandler> logger)
    {
        _time = time;
        _logger = logger;
        _executor = new FederatedExecutor(supergraph.Supergraph, subgraphs, new FederatedExecutorOptions
        {
            TimeProvider = time,
            MaxTokens = options.Limits.MaxTokens,
            Limits = options.Limits.Operations,
            Cost = options.Limits.Cost,
            Budget = options.Limits.Budget(time),
            OnSlowOperation = (slow, context) => SlowOperationLog.Write(logger, slow, context),
            OnSubgraphFailure = (subgraph, fault) => Log.SubgraphFailed(logger, subgraph.Name, subgraph.Url, fault.InnerException?.Message ?? fault.Message),
        });
    }

    public async ValueTask<ExecutionOutcome> HandleAsync(GraphQLRequest request, RequestContext context, IBufferWriter<byte> output, CancellationToken cancellationToken)
    {
        var started = _time.GetTimestamp();
        var outcome = await _executor.HandleAsync(request, context, output, cancellationToken).ConfigureAwait(false);
        Log.Answered(_logger, request.OperationName, outcome.Kind, outcome.ErrorCount, _time.GetElapsedTime(started).TotalMilliseconds, context.TraceId);
        return outcome;
    }

    public ExecutionOutcome? Admit(IReadOnlyList<GraphQLRequest> requests, RequestContext context, IBufferWriter<byte> output) =>
        _executor.Admit(requests, context, output);

    public async ValueTask<AnswerStream> OpenAsync(GraphQLRequest request, RequestContext context, CancellationToken cancellationToken)
    {
        var stream = await _executor.OpenAsync(request, context, cancellationToken).ConfigureAwait(false);
        if (stream.IsSubscription) Log.Subscribed(_logger, request.OperationName, context.TraceId);
        return stream;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Operation {Operation}: {Outcome}, {Errors} errors, {Milliseconds:F1} ms, trace {TraceId}")]
        public static partial void Answered(ILogger logger, string? operation, OutcomeKind outcome, int errors, double milliseconds, string traceId);

        [LoggerMessage(3, LogLevel.Information, "Subscription {Operation} opened, trace {TraceId}")]
        public static partial void Subscribed(ILogger logger, string? operation, string traceId);

        [LoggerMessage(2, LogLevel.Warning, "Subgraph {Subgraph} at {Url} gave no answer: {Reason}")]
        public static partial void SubgraphFailed(ILogger logger, string subgraph, string url, string reason);
    }
}
