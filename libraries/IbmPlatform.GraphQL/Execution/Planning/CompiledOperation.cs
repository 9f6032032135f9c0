using System.Collections.Concurrent;
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

    /// <summary>The plan for these variables; null when a condition is null, which the errors then say.</summary>
    public SelectionPlan? PlanFor(VariableValues variables, List<GraphQLError> errors)
    {
        if (_conditions.Length == 0) return _plans.GetOrAdd("", _ => Compile(new Dictionary<string, bool>()));
        var values = new Dictionary<string, bool>();
        foreach (var name in _conditions)
        {
            if (variables.TryGet(name, out var value) && value is bool condition) values[name] = condition;
            else errors.Add(GraphQLError.WithCode(
                $"Variable \"${name}\" is used as a condition and must not be null.", ExecutionErrorCodes.BadUserInput, _node.Location.ToSourceLocation()));
        }

        if (errors.Count > 0) return null;
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
