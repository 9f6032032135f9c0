using System.Buffers;
using IbmPlatform.GraphQL.Diagnostics;
using IbmPlatform.GraphQL.Execution;
using Microsoft.Extensions.Logging;

namespace IbmPlatform.GraphQL.Server;

/// <summary>Answers requests from a bound schema: a subgraph. Logs the causes that clients are not told, and the operations that are slow.</summary>
public sealed partial class ExecutableSchemaHandler : IGraphQLStreamHandler, IIncrementalRequestHandler, IBatchAdmission
{
    private readonly GraphQLExecutor _executor;

    /// <summary>Creates a handler; null options take every documented default.</summary>
    public ExecutableSchemaHandler(ExecutableSchema schema, ILogger<ExecutableSchemaHandler> logger, ExecutorOptions? options = null)
    {
        options ??= new ExecutorOptions();
        var told = options.OnInternalError;
        var toldSlow = options.OnSlowOperation;
        _executor = new GraphQLExecutor(schema, options with
        {
            OnInternalError = (exception, context, path) =>
            {
                Log.FieldFailed(logger, exception, path, context.TraceId);
                told?.Invoke(exception, context, path);
            },
            OnSlowOperation = (slow, context) =>
            {
                SlowOperationLog.Write(logger, slow, context);
                toldSlow?.Invoke(slow, context);
            },
        });
    }

    /// <inheritdoc/>
    public ValueTask<ExecutionOutcome> HandleAsync(
        GraphQLRequest request, RequestContext context, IBufferWriter<byte> output, CancellationToken cancellationToken) =>
        _executor.ExecuteAsync(request, context, output, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IncrementalAnswer> HandleIncrementallyAsync(
        GraphQLRequest request, RequestContext context, IBufferWriter<byte> output, CancellationToken cancellationToken) =>
        _executor.ExecuteIncrementallyAsync(request, context, output, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<AnswerStream> OpenAsync(GraphQLRequest request, RequestContext context, CancellationToken cancellationToken) =>
        _executor.OpenAsync(request, context, cancellationToken);

    /// <inheritdoc/>
    public ExecutionOutcome? Admit(IReadOnlyList<GraphQLRequest> requests, RequestContext context, IBufferWriter<byte> output) =>
        _executor.Admit(requests, context, output);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Field {Path} failed (trace {TraceId})")]
        public static partial void FieldFailed(ILogger logger, Exception exception, ResponsePath path, string traceId);
    }
}
