using System.Text.Json;
using IbmPlatform.GraphQL.Costs;
using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Execution.Inputs;
using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.GraphQL.Execution.Planning;

/// <summary>Everything that happens to a request before its first resolver runs (spec 6.1, ExecuteRequest).</summary>
internal sealed class RequestPreparation(ExecutableSchema schema, DocumentCache documents, CostModel costs, ExecutorOptions options)
{
    /// <summary>The request ready to run, or null and the refusal.</summary>
    public PreparedRequest? Prepare(GraphQLRequest request, RequestContext context, out RequestRefusal refusal)
    {
        if (documents.Get(request.Query, out var refusals) is not { } document) return Refuse(refusals, out refusal);
        CompiledOperation operation;
        try
        {
            operation = document.Operation(request.OperationName);
        }
        catch (GraphQLException e)
        {
            return Refuse([e.Error], out refusal);
        }

        if (request.QueriesOnly && operation.Kind == OperationType.Mutation)
        {
            Refuse([GraphQLError.WithCode("A mutation must be sent by POST.", ExecutionErrorCodes.MutationNotAllowed)], out refusal);
            refusal = refusal with { Kind = OutcomeKind.MutationRefused };
            return null;
        }

        var json = ParseVariables(request, out var given, out var fault);
        var errors = new List<GraphQLError>();
        fault ??= options.Limits.Check(given);
        if (fault is not null) errors.Add(fault);
        var variables = errors.Count == 0 && operation.Variables.Count > 0
            ? VariableCoercion.Coerce(operation.Variables, given, errors)
            : VariableValues.None;
        if (errors.Count == 0)
        {
            if (AsOfDirective.Apply(operation, schema, variables, context, options.TimeProvider.GetUtcNow()) is { } past) errors.Add(past);
            else
            {
                var cost = operation.CostOf(costs, given, out var tooDear);
                refusal = default;
                if (tooDear.Count == 0)
                    return new PreparedRequest(operation, variables, json) { Cost = cost, ReportsCost = request.ReportCost || CostReport.IsAsked(request.Extensions) };
                errors.AddRange(tooDear);
            }
        }

        json?.Dispose();
        return Refuse(errors, out refusal);
    }

    private static PreparedRequest? Refuse(IReadOnlyList<GraphQLError> errors, out RequestRefusal refusal)
    {
        refusal = new RequestRefusal(errors);
        return null;
    }

    private static GraphQLError TooDeep(int maximum) =>
        new($"The variables have {maximum + 1} levels of objects and lists or more; the limit ({nameof(ExecutorOptions.MaxVariableDepth)}) is {maximum}.")
        {
            Extensions = new Dictionary<string, object?>
            {
                ["code"] = ExecutionErrorCodes.LimitExceeded,
                ["limit"] = nameof(ExecutorOptions.MaxVariableDepth),
                ["value"] = maximum + 1,
                ["maximum"] = maximum,
            },
        };

    /// <summary>The variables as JSON; the document, where one was parsed, must outlive the run.</summary>
    private JsonDocument? ParseVariables(GraphQLRequest request, out JsonElement variables, out GraphQLError? fault)
    {
        fault = null;
        variables = request.Variables;
        JsonDocument? document = null;
        if (variables.ValueKind == JsonValueKind.Undefined && !request.VariablesUtf8.IsEmpty)
        {
            try
            {
                document = JsonDocument.Parse(request.VariablesUtf8, new JsonDocumentOptions { MaxDepth = options.MaxVariableDepth });
                variables = document.RootElement;
            }
            catch (JsonException e)
            {
                fault = JsonNesting.Exceeds(request.VariablesUtf8.Span, options.MaxVariableDepth) ? TooDeep(options.MaxVariableDepth)
                    : GraphQLError.WithCode($"The variables are no valid JSON: {e.Message}", ExecutionErrorCodes.BadUserInput);
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
