using System.Collections.Concurrent;
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
    private readonly string[] _conditions;

    public CompiledOperation(
        OperationDefinitionNode node, IReadOnlyDictionary<string, FragmentDefinitionNode> fragments, ObjectBinding root, BoundTypes types)
    {
        _node = node;
        _fragments = fragments;
        _root = root;
        _conditions = ConditionVariables.Of(node, fragments);
        Variables = [.. node.Variables.Select(v => new VariableDefinition(v.Name, types.InputTypeOf(v.Type), v.DefaultValue, v.Location))];
    }

    public OperationType Kind => _node.Operation;

    public IReadOnlyList<DirectiveNode> Directives => _node.Directives;

    public IReadOnlyList<VariableDefinition> Variables { get; }

    /// <summary>The plan for these variables. A condition holds when its variable is true, and not when it is null (spec 6.3.2, CollectFields).</summary>
    public SelectionPlan PlanFor(VariableValues variables)
    {
        if (_conditions.Length == 0) return _plans.GetOrAdd("", _ => Compile(new Dictionary<string, bool>()));
        var values = _conditions.ToDictionary(name => name, name => variables.TryGet(name, out var value) && value is true);
        var key = string.Create(_conditions.Length, (_conditions, values), static (span, s) =>
        {
            for (var i = 0; i < span.Length; i++) span[i] = s.values[s._conditions[i]] ? '1' : '0';
        });
        if (_plans.TryGetValue(key, out var plan)) return plan;
        plan = Compile(values);
        return _plans.Count < MaxKeptPlans ? _plans.GetOrAdd(key, plan) : plan;
    }

    private SelectionPlan Compile(IReadOnlyDictionary<string, bool> conditions) =>
        new PlanCompiler(_fragments, conditions).CompileRoot(_root, _node.SelectionSet);
}
