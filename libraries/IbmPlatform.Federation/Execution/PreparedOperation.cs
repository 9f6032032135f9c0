using System.Collections.Concurrent;
using System.Text.Json;
using IbmPlatform.Federation.Planning;
using IbmPlatform.GraphQL.Costs;
using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.Federation.Execution;

/// <summary>An operation with its plans: one for each combination of the values that @skip and @include use.</summary>
internal sealed class PreparedOperation(QueryPlanner planner, DocumentNode document, OperationDefinitionNode definition)
{
    // More combinations than these are planned each time: stops a document with many conditions from filling the memory.
    private const int MaxPlans = 64;

    private readonly IReadOnlyList<string> _conditions = ConditionVariables.Of(document, definition);
    private readonly ConcurrentDictionary<string, (QueryPlan? Plan, GraphQLError? Error)> _plans = new(StringComparer.Ordinal);

    private readonly Dictionary<string, FragmentDefinitionNode> _fragments =
        document.Definitions.OfType<FragmentDefinitionNode>().ToDictionary(fragment => fragment.Name, StringComparer.Ordinal);

    public OperationDefinitionNode Definition { get; } = definition;

    /// <summary>What it may cost, with these variables as sent.</summary>
    public CostEstimate CostOf(CostModel model, JsonElement variables, out IReadOnlyList<GraphQLError> refusals) =>
        model.Estimate(Definition, _fragments, variables, out refusals, out _);

    public (QueryPlan? Plan, GraphQLError? Error) PlanFor(IReadOnlyDictionary<string, byte[]> variables)
    {
        var values = _conditions.ToDictionary(name => name, name => IsTrue(name, variables), StringComparer.Ordinal);
        var key = string.Concat(_conditions.Select(name => values[name] ? '1' : '0'));
        if (_plans.TryGetValue(key, out var known)) return known;
        var planned = Plan(values);
        if (_plans.Count < MaxPlans) _plans.TryAdd(key, planned);
        return planned;
    }

    private (QueryPlan? Plan, GraphQLError? Error) Plan(IReadOnlyDictionary<string, bool> conditions)
    {
        try
        {
            return (planner.Plan(document, Definition, conditions), null);
        }
        catch (PlanningException fault)
        {
            return (null, GraphQLError.WithCode(fault.Message, GatewayErrorCodes.PlanningFailed, Definition.Location.ToSourceLocation()));
        }
    }

    private bool IsTrue(string name, IReadOnlyDictionary<string, byte[]> variables) => variables.TryGetValue(name, out var value)
        ? value.AsSpan().SequenceEqual("true"u8)
        : Definition.Variables.FirstOrDefault(variable => variable.Name == name)?.DefaultValue is BooleanValueNode { Value: true };
}
