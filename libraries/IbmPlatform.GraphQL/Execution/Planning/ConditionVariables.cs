using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Execution.Planning;

/// <summary>Finds the conditions of an operation's directives that are variables, and whether it asks for incremental delivery at all.</summary>
internal sealed class ConditionVariables
{
    private readonly IReadOnlyDictionary<string, FragmentDefinitionNode> _fragments;
    private readonly HashSet<Condition> _conditions = [];
    private readonly HashSet<string> _visited = [];

    public ConditionVariables(OperationDefinitionNode operation, IReadOnlyDictionary<string, FragmentDefinitionNode> fragments)
    {
        _fragments = fragments;
        Visit(operation.SelectionSet);
        Conditions = [.. _conditions.OrderBy(c => c.Variable, StringComparer.Ordinal)];
    }

    public IReadOnlyList<Condition> Conditions { get; }

    /// <summary>Whether <c>@defer</c> or <c>@stream</c> stands in it.</summary>
    public bool IsIncremental { get; private set; }

    private void Visit(SelectionSetNode selections)
    {
        foreach (var selection in selections.Selections)
        {
            foreach (var directive in selection.Directives) Visit(directive);
            switch (selection)
            {
                case FieldNode { SelectionSet: { } below }:
                    Visit(below);
                    break;
                case InlineFragmentNode inline:
                    Visit(inline.SelectionSet);
                    break;
                case FragmentSpreadNode spread when _visited.Add(spread.Name):
                    Visit(_fragments[spread.Name].SelectionSet);
                    break;
            }
        }
    }

    private void Visit(DirectiveNode directive)
    {
        var incremental = IncrementalDirectives.Is(directive);
        IsIncremental |= incremental;
        if ((incremental || directive.Name is "skip" or "include") && directive.Argument("if") is VariableNode variable)
        {
            _conditions.Add(Condition.Of(directive, variable));
        }
    }
}
