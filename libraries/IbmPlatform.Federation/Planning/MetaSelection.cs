using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.Federation.Planning;

/// <summary>The selection below <c>__schema</c>, <c>__type</c> and what they lead to.</summary>
internal sealed class MetaSelection(OperationScope scope, IReadOnlyList<FieldNode> fields)
{
    /// <summary>The first mention; name and arguments are the same in all.</summary>
    public FieldNode Field => fields[0];

    /// <summary>The fields below, in the order asked. All introspection types are object types, so every fragment applies.</summary>
    public IEnumerable<MetaSelection> Fields()
    {
        var groups = new OrderedDictionary<string, List<FieldNode>>(StringComparer.Ordinal);
        foreach (var field in fields)
        {
            if (field.SelectionSet is not null) Collect(field.SelectionSet, groups);
        }

        return groups.Values.Select(group => new MetaSelection(scope, group));
    }

    private void Collect(SelectionSetNode set, OrderedDictionary<string, List<FieldNode>> groups)
    {
        foreach (var selection in set.Selections.Where(scope.Includes))
        {
            switch (selection)
            {
                case FieldNode field when groups.TryGetValue(field.ResponseName, out var known): known.Add(field); break;
                case FieldNode field: groups.Add(field.ResponseName, [field]); break;
                case InlineFragmentNode fragment: Collect(fragment.SelectionSet, groups); break;
                case FragmentSpreadNode spread: Collect(scope.Fragment(spread.Name).SelectionSet, groups); break;
            }
        }
    }
}
