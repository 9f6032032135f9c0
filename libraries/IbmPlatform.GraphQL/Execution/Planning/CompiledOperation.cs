using System.Collections.Concurrent;
using System.Text.Json;
using IbmPlatform.GraphQL.Costs;
using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Execution.Binding;
using IbmPlatform.GraphQL.Execution.Inputs;
using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.GraphQL.Execution.Planning;

/// <summary>An operation of a cached document, with a plan for each combination of its conditions met so far.</summary>
internal sealed class CompiledOperation
{
    // More combinations than this are compiled for each request: an attacker could ask for all 2^n of them.
    private const int MaxKeptPlans = 16;

    private readonly ConcurrentDictionary<string, SelectionPlan> _plans = new();
    private readonly OperationDefinitionNode _node;
    private readonly IReadOnlyDictionary<string, FragmentDefinitionNode> _fragments;
    private readonly ObjectBinding _root;
    private readonly ConditionVariables _conditions;

    public CompiledOperation(
        OperationDefinitionNode node, IReadOnlyDictionary<string, FragmentDefinitionNode> fragments, ObjectBinding root, BoundTypes types)
    {
        _node = node;
        _fragments = fragments;
        _root = root;
        _conditions = new ConditionVariables(node, fragments);
        Variables = [.. node.Variables.Select(v => new VariableDefinition(v.Name, types.InputTypeOf(v.Type), v.DefaultValue, v.Location))];
    }

    private KnownCost? _cost;

    /// <summary>Bytes of the last answer: about what the next one needs.</summary>
    public int ExpectedBytes { get; set; }

    public OperationType Kind => _node.Operation;

    public string? Name => _node.Name;

    public IReadOnlyList<DirectiveNode> Directives => _node.Directives;

    public IReadOnlyList<VariableDefinition> Variables { get; }

    /// <summary>Whether <c>@defer</c> or <c>@stream</c> stands in it, whether they apply or not.</summary>
    public bool IsIncremental => _conditions.IsIncremental;

    /// <summary>What it may cost, with these variables.</summary>
    public CostEstimate CostOf(CostModel model, JsonElement variables, out IReadOnlyList<GraphQLError> refusals)
    {
        refusals = [];
        if (_cost is { } known) return known.Estimate;
        var estimate = model.Estimate(_node, _fragments, variables, out refusals, out var isConstant);
        if (isConstant && refusals.Count == 0) _cost = new KnownCost(estimate);
        return estimate;
    }

    /// <summary>The plan for these variables. A condition holds when its variable is true, and not when it is null (spec 6.3.2, CollectFields).</summary>
    /// <param name="variables">The request's variables.</param>
    /// <param name="incremental">Whether the answer may come in parts.</param>
    public SelectionPlan PlanFor(VariableValues variables, bool incremental = false)
    {
        incremental &= IsIncremental;
        var conditions = _conditions.Conditions;
        if (conditions.Count == 0 && !incremental)
        {
            return _plans.TryGetValue("", out var only) ? only : _plans.GetOrAdd("", Compile(new Dictionary<Condition, bool>(), incremental: false));
        }

        var values = conditions.ToDictionary(c => c, c => variables.TryGet(c.Variable, out var value) ? value is true : c.WhenAbsent);
        var key = string.Concat(conditions.Select(c => values[c] ? '1' : '0').Prepend(incremental ? 'i' : 'w'));
        if (_plans.TryGetValue(key, out var plan)) return plan;
        plan = Compile(values, incremental);
        return _plans.Count < MaxKeptPlans ? _plans.GetOrAdd(key, plan) : plan;
    }

    private SelectionPlan Compile(IReadOnlyDictionary<Condition, bool> conditions, bool incremental) =>
        new PlanCompiler(_fragments, new SelectionConditions(conditions, incremental)).CompileRoot(_root, _node.SelectionSet);

    /// <summary>An estimate that holds whatever the variables are; an object, so that it is read and written whole.</summary>
    private sealed record KnownCost(CostEstimate Estimate);
}
