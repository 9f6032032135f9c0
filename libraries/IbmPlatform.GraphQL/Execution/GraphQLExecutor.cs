using System.Buffers;
using System.Text.Json;
using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Execution.Inputs;
using IbmPlatform.GraphQL.Execution.Planning;
using IbmPlatform.GraphQL.Execution.Running;
using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.GraphQL.Execution;

/// <summary>Executes requests against a bound schema. One instance serves all requests.</summary>
public sealed class GraphQLExecutor : IGraphQLRequestHandler
{
    private readonly ExecutableSchema _schema;
    private readonly ExecutorOptions _options;
    private readonly DocumentCache _documents;

    /// <summary>Creates an executor; null options take every documented default.</summary>
    public GraphQLExecutor(ExecutableSchema schema, ExecutorOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(schema);
        _schema = schema;
        _options = options ?? new ExecutorOptions();
        _documents = new DocumentCache(schema, _options);
    }

    ValueTask<ExecutionOutcome> IGraphQLRequestHandler.HandleAsync(
        GraphQLRequest request, RequestContext context, IBufferWriter<byte> output, CancellationToken cancellationToken) =>
        ExecuteAsync(request, context, output, cancellationToken);

    /// <summary>
    /// Writes the whole answer as UTF-8 JSON: <c>data</c> and, where there are any, <c>errors</c>. A document that was seen before is
    /// neither parsed nor validated again.
    /// </summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async ValueTask<ExecutionOutcome> ExecuteAsync(
        GraphQLRequest request, RequestContext context, IBufferWriter<byte> output, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(output);
        if (_documents.Get(request.Query, out var refusals) is not { } document) return Refuse(refusals, context, output);
        CompiledOperation operation;
        try
        {
            operation = document.Operation(request.OperationName);
        }
        catch (GraphQLException e)
        {
            return Refuse([e.Error], context, output);
        }

        if (request.QueriesOnly && operation.Kind != OperationType.Query)
        {
            var error = GraphQLError.WithCode("A mutation must be sent by POST.", ExecutionErrorCodes.MutationNotAllowed);
            return Refuse([error], context, output) with { Kind = OutcomeKind.MutationRefused };
        }

        using var json = ParseVariables(request, out var given, out var fault);
        if (fault is not null) return Refuse([fault], context, output);
        var errors = new List<GraphQLError>();
        var variables = VariableCoercion.Coerce(operation.Variables, given, errors);
        if (errors.Count > 0) return Refuse(errors, context, output);
        var plan = operation.PlanFor(variables);
        if (AsOfDirective.Apply(operation, _schema, variables, context) is { } refusal) return Refuse([refusal], context, output);
        return await RunAsync(operation, plan, variables, context, output, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<ExecutionOutcome> RunAsync(
        CompiledOperation operation, SelectionPlan plan, VariableValues variables, RequestContext context, IBufferWriter<byte> output,
        CancellationToken cancellationToken)
    {
        using var run = new OperationRun(variables, context, _options, cancellationToken);
        ObjectGroup? root;
        List<GraphQLError> errors;
        try
        {
            root = await run.ExecuteAsync(plan, operation.Kind == OperationType.Mutation).ConfigureAwait(false);
            errors = run.Errors.InOrder();
        }
        catch (GraphQLException e)
        {
            // The deadline: what has been resolved so far is no answer.
            (root, errors) = (null, [e.Error]);
        }

        output.Write("{\"data\":"u8);
        if (root is null) output.Write("null"u8);
        else new ResponseWriter(run.Buffer, output).WriteObject(root, 0);
        if (errors.Count > 0)
        {
            output.Write(",\"errors\":"u8);
            ErrorWriter.Write(errors, context, output);
        }

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
