using System.Buffers;
using System.Text.Json;
using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Execution.Incremental;
using IbmPlatform.GraphQL.Execution.Inputs;
using IbmPlatform.GraphQL.Execution.Planning;
using IbmPlatform.GraphQL.Execution.Running;
using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.GraphQL.Execution;

/// <summary>Executes requests against a bound schema. One instance serves all requests.</summary>
public sealed class GraphQLExecutor : IIncrementalRequestHandler
{
    private readonly ExecutableSchema _schema;
    private readonly ExecutorOptions _options;
    private readonly DocumentCache _documents;

    /// <summary>Creates an executor; null options take every documented default.</summary>
    public GraphQLExecutor(ExecutableSchema schema, ExecutorOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(schema);
        _options = options ?? new ExecutorOptions();
        _schema = _options.IncrementalDelivery ? schema.WithIncrementalDelivery() : schema;
        _documents = new DocumentCache(_schema, _options);
    }

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
        using var json = Prepare(request, context, output, out var prepared);
        if (prepared.Operation is not { } operation) return prepared.Refusal;
        using var run = new OperationRun(prepared.Variables, context, _options, cancellationToken) { Schema = _schema };
        return await RunAsync(run, operation, operation.PlanFor(prepared.Variables), output).ConfigureAwait(false);
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
        var json = Prepare(request, context, output, out var prepared);
        OperationRun? run = null;
        try
        {
            if (prepared.Operation is not { } operation) return IncrementalAnswer.Whole(prepared.Refusal);
            var isIncremental = _options.IncrementalDelivery && operation.IsIncremental;
            run = new OperationRun(prepared.Variables, context, _options, cancellationToken)
            {
                Schema = _schema,
                Incremental = isIncremental ? new IncrementalRun(context) : null,
            };
            var outcome = await RunAsync(run, operation, operation.PlanFor(prepared.Variables, isIncremental), output).ConfigureAwait(false);
            if (!isIncremental) return IncrementalAnswer.Whole(outcome);
            var answer = new IncrementalAnswer(outcome, run, json);
            (run, json) = (null, null);
            return answer;
        }
        finally
        {
            run?.Dispose();
            json?.Dispose();
        }
    }

    /// <summary>All that comes before execution. The refusal, where there is no operation, has been written.</summary>
    /// <returns>What the variables point into, which must outlive the run.</returns>
    private JsonDocument? Prepare(GraphQLRequest request, RequestContext context, IBufferWriter<byte> output, out PreparedOperation prepared)
    {
        if (_documents.Get(request.Query, out var refusals) is not { } document)
        {
            prepared = PreparedOperation.Refused(Refuse(refusals, context, output));
            return null;
        }

        CompiledOperation operation;
        try
        {
            operation = document.Operation(request.OperationName);
        }
        catch (GraphQLException e)
        {
            prepared = PreparedOperation.Refused(Refuse([e.Error], context, output));
            return null;
        }

        if (request.QueriesOnly && operation.Kind != OperationType.Query)
        {
            var error = GraphQLError.WithCode("A mutation must be sent by POST.", ExecutionErrorCodes.MutationNotAllowed);
            prepared = PreparedOperation.Refused(Refuse([error], context, output) with { Kind = OutcomeKind.MutationRefused });
            return null;
        }

        var json = ParseVariables(request, out var given, out var fault);
        var errors = new List<GraphQLError>();
        var variables = VariableValues.None;
        if (fault is not null) errors.Add(fault);
        else if (operation.Variables.Count > 0) variables = VariableCoercion.Coerce(operation.Variables, given, errors);
        if (errors.Count == 0 && AsOfDirective.Apply(operation, _schema, variables, context) is { } refusal) errors.Add(refusal);
        prepared = errors.Count == 0
            ? new PreparedOperation(operation, variables, default)
            : PreparedOperation.Refused(Refuse(errors, context, output));
        return json;
    }

    private static async ValueTask<ExecutionOutcome> RunAsync(OperationRun run, CompiledOperation operation, SelectionPlan plan, IBufferWriter<byte> output)
    {
        ObjectGroup? root;
        List<GraphQLError> errors;
        try
        {
            root = await run.ExecuteAsync(plan, operation.Kind == OperationType.Mutation).ConfigureAwait(false);
            errors = root.Unit.ErrorsOf(0);
        }
        catch (GraphQLException e)
        {
            // The deadline: what has been resolved so far is no answer.
            (root, errors) = (null, [e.Error]);
        }

        output.Write("{\"data\":"u8);
        var work = run.Incremental is null ? null : new FoundWork();
        if (root is null || OperationRun.IsNulled(root, 0)) output.Write("null"u8);
        else new ResponseWriter(run.Buffer, output, work).WriteObject(root, 0);
        if (errors.Count > 0)
        {
            output.Write(",\"errors\":"u8);
            ErrorWriter.Write(errors, run.Context, output);
        }

        run.Incremental?.Begin(root, work!, output);
        output.Write("}"u8);
        return new ExecutionOutcome(OutcomeKind.Executed, errors.Count);
    }

    private static ExecutionOutcome Refuse(IReadOnlyList<GraphQLError> errors, RequestContext context, IBufferWriter<byte> output)
    {
        output.Write("{\"errors\":"u8);
        ErrorWriter.Write(errors, context, output);
        output.Write("}"u8);
        return new ExecutionOutcome(OutcomeKind.RequestError, errors.Count);
    }

    /// <summary>The variables as JSON; the document, where one was parsed, must outlive the run.</summary>
    private static JsonDocument? ParseVariables(GraphQLRequest request, out JsonElement variables, out GraphQLError? fault)
    {
        fault = null;
        variables = request.Variables;
        JsonDocument? document = null;
        if (variables.ValueKind == JsonValueKind.Undefined && !request.VariablesUtf8.IsEmpty)
        {
            try
            {
                document = JsonDocument.Parse(request.VariablesUtf8);
                variables = document.RootElement;
            }
            catch (JsonException e)
            {
                fault = GraphQLError.WithCode($"The variables are no valid JSON: {e.Message}", ExecutionErrorCodes.BadUserInput);
                return null;
            }
        }

        if (variables.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.Object))
        {
            fault = GraphQLError.WithCode("The variables must be a JSON object.", ExecutionErrorCodes.BadUserInput);
        }

        return document;
    }
}
