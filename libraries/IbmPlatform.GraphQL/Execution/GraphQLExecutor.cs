using System.Buffers;
using IbmPlatform.GraphQL.Costs;
using IbmPlatform.GraphQL.Diagnostics;
using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Execution.Incremental;
using IbmPlatform.GraphQL.Execution.Planning;
using IbmPlatform.GraphQL.Execution.Running;
using IbmPlatform.GraphQL.Execution.Streams;
using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.GraphQL.Execution;

/// <summary>Executes requests against a bound schema. One instance serves all requests.</summary>
public sealed class GraphQLExecutor : IIncrementalRequestHandler, IGraphQLStreamHandler, IBatchAdmission
{
    // An answer larger than this may grow its buffer: one such should not make all that follow reserve as much.
    private const int MaxExpectedBytes = 8 * 1024 * 1024;

    private readonly ExecutableSchema _schema;
    private readonly ExecutorOptions _options;
    private readonly RequestPreparation _preparation;

    /// <summary>Creates an executor; null options take every documented default.</summary>
    public GraphQLExecutor(ExecutableSchema schema, ExecutorOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(schema);
        _options = options ?? new ExecutorOptions();
        _schema = _options.IncrementalDelivery ? schema.WithIncrementalDelivery() : schema;
        _preparation = new RequestPreparation(_schema, new DocumentCache(_schema, _options), new CostModel(_schema.Schema, _options.Cost), _options);
    }

    private static RequestRefusal SubscriptionByOneAnswer { get; } = new([GraphQLError.WithCode(
        "A subscription has many answers; send it with \"Accept: text/event-stream\", or over a WebSocket (graphql-transport-ws).",
        ExecutionErrorCodes.NotSupported)]);

    ValueTask<ExecutionOutcome> IGraphQLRequestHandler.HandleAsync(
        GraphQLRequest request, RequestContext context, IBufferWriter<byte> output, CancellationToken cancellationToken) =>
        ExecuteAsync(request, context, output, cancellationToken);

    ValueTask<IncrementalAnswer> IIncrementalRequestHandler.HandleIncrementallyAsync(
        GraphQLRequest request, RequestContext context, IBufferWriter<byte> output, CancellationToken cancellationToken) =>
        ExecuteIncrementallyAsync(request, context, output, cancellationToken);

    /// <summary>
    /// Writes the whole answer as UTF-8 JSON: <c>data</c> and, where there are any, <c>errors</c>. A document that was seen before is
    /// neither parsed nor validated again. What is deferred or streamed is part of it, as a server may choose.
    /// </summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async ValueTask<ExecutionOutcome> ExecuteAsync(
        GraphQLRequest request, RequestContext context, IBufferWriter<byte> output, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(output);
        var watch = StartWatch();
        PreparedRequest? prepared = null;
        ExecutionOutcome? outcome = null;
        try
        {
            prepared = _preparation.Prepare(request, context, out var refusal);
            outcome = prepared is null ? Refuse(refusal, context, output) : RefuseToRun(request, prepared, context, output);
            if (outcome is { } refused) return refused;
            using var run = new OperationRun(prepared!.Variables, context, _options, prepared.Operation.ExpectedBytes, cancellationToken) { Schema = _schema };
            var executed = await RunAsync(run, RootValue.Instance, prepared.Operation, prepared.Plan(), output, prepared.ReportedCost).ConfigureAwait(false);
            outcome = executed;
            return executed;
        }
        finally
        {
            EndWatch(watch, request, context, prepared?.Operation, outcome);
            prepared?.Dispose();
        }
    }

    /// <summary>
    /// Writes the first payload of an answer as UTF-8 JSON; the answer gives those that follow, each when it is asked for. Where nothing
    /// is deferred or streamed, and without <see cref="ExecutorOptions.IncrementalDelivery"/>, the first payload is the whole answer.
    /// </summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async ValueTask<IncrementalAnswer> ExecuteIncrementallyAsync(
        GraphQLRequest request, RequestContext context, IBufferWriter<byte> output, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(output);
        var watch = StartWatch();
        PreparedRequest? prepared = null;
        CompiledOperation? operation = null;
        ExecutionOutcome? outcome = null;
        OperationRun? run = null;
        try
        {
            prepared = _preparation.Prepare(request, context, out var refusal);
            operation = prepared?.Operation;
            outcome = prepared is null ? Refuse(refusal, context, output) : RefuseToRun(request, prepared, context, output);
            if (outcome is { } refused) return IncrementalAnswer.Whole(refused);
            var isIncremental = _options.IncrementalDelivery && operation!.IsIncremental;
            run = new OperationRun(prepared!.Variables, context, _options, operation!.ExpectedBytes, cancellationToken)
            {
                Schema = _schema,
                Incremental = isIncremental ? new IncrementalRun(context, _options.MaxParts) : null,
            };
            var executed = await RunAsync(run, RootValue.Instance, operation, prepared.Plan(isIncremental), output, prepared.ReportedCost).ConfigureAwait(false);
            outcome = executed;
            if (!isIncremental) return IncrementalAnswer.Whole(executed);
            var answer = new IncrementalAnswer(executed, run, prepared);
            (run, prepared) = (null, null);
            return answer;
        }
        finally
        {
            EndWatch(watch, request, context, operation, outcome);
            run?.Dispose();
            prepared?.Dispose();
        }
    }

    /// <inheritdoc/>
    public ValueTask<AnswerStream> OpenAsync(GraphQLRequest request, RequestContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(context);
        var prepared = _preparation.Prepare(request, context, out _);
        if (prepared is { Operation.Kind: OperationType.Subscription })
        {
            return ValueTask.FromResult<AnswerStream>(new SubscriptionStream(_schema, prepared, context, _options, cancellationToken));
        }

        prepared?.Dispose();
        return ValueTask.FromResult(AnswerStream.Of(this, request, context, cancellationToken));
    }

    /// <inheritdoc/>
    public ExecutionOutcome? Admit(IReadOnlyList<GraphQLRequest> requests, RequestContext context, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(requests);
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(output);
        var total = default(CostEstimate);
        foreach (var request in requests)
        {
            using var prepared = _preparation.Prepare(request, context, out _);
            if (prepared is not null) total = total.Plus(prepared.Cost);
        }

        var refusals = CostRefusals.OfBatch(requests.Count, total, _options.Cost);
        return refusals.Count > 0 ? Refuse(new RequestRefusal(refusals), context, output) : Charge(_options, context, total, output);
    }

    internal static async ValueTask<ExecutionOutcome> RunAsync(
        OperationRun run, object rootValue, CompiledOperation operation, SelectionPlan plan, IBufferWriter<byte> output, CostEstimate? cost = null)
    {
        using var stage = Stage.Execute(run.Options.TimeProvider, operation.Kind);
        ObjectGroup? root;
        List<GraphQLError> errors;
        try
        {
            root = await run.ExecuteAsync(plan, rootValue, operation.Kind == OperationType.Mutation).ConfigureAwait(false);
            errors = root.Unit.ErrorsOf(0);
        }
        catch (GraphQLException e)
        {
            // The deadline: what has been resolved so far is no answer.
            (root, errors) = (null, [e.Error]);
        }

        // One array of the right length, where growing would copy what has been written over and over.
        output.GetSpan(run.Buffer.Length + 64);
        output.Write("{\"data\":"u8);
        var work = run.Incremental?.NewWork();
        if (root is null || OperationRun.IsNulled(root, 0)) output.Write("null"u8);
        else new ResponseWriter(run.Buffer, output, work).WriteObject(root, 0);
        if (errors.Count > 0)
        {
            output.Write(",\"errors\":"u8);
            ErrorWriter.Write(errors, run.Context, output);
        }

        if (cost is { } estimate)
        {
            output.Write(","u8);
            CostReport.Write(estimate, run.Options.Cost, output);
        }

        run.Incremental?.Begin(root, work!, output);
        output.Write("}"u8);
        operation.ExpectedBytes = Math.Min(run.Buffer.Length, MaxExpectedBytes);
        return new ExecutionOutcome(OutcomeKind.Executed, errors.Count);
    }

    private RequestWatch StartWatch() => RequestWatch.Start(_options.TimeProvider, _options.OnSlowOperation is null ? null : _options.SlowOperationThreshold);

    private void EndWatch(RequestWatch watch, GraphQLRequest request, RequestContext context, CompiledOperation? operation, ExecutionOutcome? outcome)
    {
        if (watch.End(request, operation?.Kind, operation is null ? request.OperationName : operation.Name, outcome) is { } slow)
            _options.OnSlowOperation!(slow, context);
    }

    /// <summary>Takes the cost off the client's budget; the refusal, which has been written, when it is spent or the operation needs a stream.</summary>
    private ExecutionOutcome? RefuseToRun(GraphQLRequest request, PreparedRequest prepared, RequestContext context, IBufferWriter<byte> output)
    {
        if (prepared.Operation.Kind == OperationType.Subscription) return Refuse(SubscriptionByOneAnswer, context, output);
        return request.IsPaid ? null : Charge(_options, context, prepared.Cost, output);
    }

    /// <summary>Takes a cost off the client's budget; the refusal, which has been written, when there is not enough left.</summary>
    internal static ExecutionOutcome? Charge(ExecutorOptions options, RequestContext context, CostEstimate cost, IBufferWriter<byte> output) =>
        options.Budget is { } budget && budget.Spend(context.Client, cost) is { } wait
            ? Refuse(new RequestRefusal([CostRefusals.Spent(cost.Total, budget, wait)], OutcomeKind.BudgetSpent), context, output) with { RetryAfter = wait }
            : null;

    internal static ExecutionOutcome Refuse(RequestRefusal refusal, RequestContext context, IBufferWriter<byte> output)
    {
        output.Write("{\"errors\":"u8);
        ErrorWriter.Write(refusal.Errors, context, output);
        output.Write("}"u8);
        return new ExecutionOutcome(refusal.Kind, refusal.Errors.Count);
    }
}
