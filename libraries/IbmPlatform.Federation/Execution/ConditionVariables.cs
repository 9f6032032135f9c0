using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.Federation.Execution;

/// <summary>Finds the variables that decide, by @skip and @include, what an operation selects.</summary>
internal static class ConditionVariables
{
    public static IReadOnlyList<string> Of(DocumentNode document, OperationDefinitionNode operation)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        Collect(operation.SelectionSet, names);
        // Fragments of other operations may add a variable that this one does not have; its value is then always false.
        foreach (var fragment in document.Definitions.OfType<FragmentDefinitionNode>()) Collect(fragment.SelectionSet, names);
        return [.. names];
    }

    private static void Collect(SelectionSetNode set, SortedSet<string> names)
    {
        foreach (var selection in set.Selections)
        {
            foreach (var directive in selection.Directives)
            {
                if (directive.Name is "skip" or "include" && directive.Argument("if") is VariableNode variable) names.Add(variable.Name);
            }

            if ((selection as FieldNode)?.SelectionSet is { } below) Collect(below, names);
            if (selection is InlineFragmentNode fragment) Collect(fragment.SelectionSet, names);
        }
    }
}
