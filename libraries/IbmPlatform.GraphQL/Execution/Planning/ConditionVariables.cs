using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.GraphQL.Execution.Planning;

/// <summary>Finds the variables that stand in an operation's <c>@skip</c> and <c>@include</c>.</summary>
internal static class ConditionVariables
{
    public static string[] Of(OperationDefinitionNode operation, IReadOnlyDictionary<string, FragmentDefinitionNode> fragments)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        Visit(operation.SelectionSet, fragments, names, []);
        return [.. names];
    }

    private static void Visit(
        SelectionSetNode selections, IReadOnlyDictionary<string, FragmentDefinitionNode> fragments, SortedSet<string> names, HashSet<string> visited)
    {
        foreach (var selection in selections.Selections)
        {
            foreach (var directive in selection.Directives)
            {
                if (directive.Name is "skip" or "include" && directive.Argument("if") is VariableNode variable) names.Add(variable.Name);
            }

            switch (selection)
            {
                case FieldNode { SelectionSet: { } below }:
                    Visit(below, fragments, names, visited);
                    break;
                case InlineFragmentNode inline:
                    Visit(inline.SelectionSet, fragments, names, visited);
                    break;
                case FragmentSpreadNode spread when visited.Add(spread.Name):
                    Visit(fragments[spread.Name].SelectionSet, fragments, names, visited);
                    break;
            }
        }
    }
}
