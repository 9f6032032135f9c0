using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.GraphQL.Validation;

/// <summary>Measures operations in time linear in the document: each fragment is measured once.</summary>
internal sealed class OperationMeasure(DocumentNode document)
{
    private readonly Dictionary<string, FragmentDefinitionNode> _fragments = Fragments(document);
    private readonly Dictionary<string, OperationSize> _sizes = [];
    private readonly HashSet<string> _open = [];

    public static Dictionary<string, FragmentDefinitionNode> Fragments(DocumentNode document)
    {
        var fragments = new Dictionary<string, FragmentDefinitionNode>();
        foreach (var fragment in document.Definitions.OfType<FragmentDefinitionNode>()) fragments.TryAdd(fragment.Name, fragment);
        return fragments;
    }

    public OperationSize Of(OperationDefinitionNode operation)
    {
        var size = Of(operation.SelectionSet).Plus(OperationSize.Of(operation.Directives));
        foreach (var variable in operation.Variables) size = size.Plus(OperationSize.Of(variable.Directives));
        return size;
    }

    private OperationSize Of(SelectionSetNode selections)
    {
        var total = default(OperationSize);
        foreach (var selection in selections.Selections)
        {
            total = total.Plus(OperationSize.Of(selection.Directives)).Plus(selection switch
            {
                FieldNode field => (field.SelectionSet is null ? default : Of(field.SelectionSet)).Inside(field),
                InlineFragmentNode inline => Of(inline.SelectionSet).Visited(),
                FragmentSpreadNode spread => OfFragment(spread.Name).Visited(),
                _ => default,
            });
        }

        return total;
    }

    private OperationSize OfFragment(string name)
    {
        if (_sizes.TryGetValue(name, out var known)) return known;
        // Unknown fragments and cycles are refused by validation, which comes next.
        if (!_fragments.TryGetValue(name, out var fragment) || !_open.Add(name)) return default;
        var size = Of(fragment.SelectionSet).Plus(OperationSize.Of(fragment.Directives));
        _open.Remove(name);
        return _sizes[name] = size;
    }
}
