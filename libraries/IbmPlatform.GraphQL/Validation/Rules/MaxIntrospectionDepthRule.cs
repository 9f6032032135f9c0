using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.GraphQL.Validation.Rules;

/// <summary>Not in the specification: the introspection system's lists nest at most two deep, because each level multiplies the response.</summary>
internal sealed class MaxIntrospectionDepthRule : RuleVisitor
{
    private const int MaxNestedLists = 2;

    // The depth of each fragment is found once, however often it is spread; while it is being found it counts as 0 (cycles are another rule's).
    private readonly Dictionary<string, int> _depths = new(StringComparer.Ordinal);

    public static ValidationRule Rule { get; } = ValidationRule.OfOurOwn<MaxIntrospectionDepthRule>([NodeKind.Field]);

    public override bool Enter(SyntaxNode node)
    {
        var field = (FieldNode)node;
        if (field.Name is not ("__schema" or "__type")) return true;
        var depth = Depth(field);
        if (depth <= MaxNestedLists) return true;
        Report(
            $"\"{field.Name}\" nests fields, interfaces, possibleTypes or inputFields {depth} levels deep; the limit is {MaxNestedLists}.",
            field.Location);
        return false;
    }

    private int Depth(SelectionNode selection)
    {
        switch (selection)
        {
            case FieldNode field:
                var own = field.Name is "fields" or "interfaces" or "possibleTypes" or "inputFields" ? 1 : 0;
                return own + (field.SelectionSet is null ? 0 : Depth(field.SelectionSet));
            case InlineFragmentNode inline:
                return Depth(inline.SelectionSet);
            default:
                var name = ((FragmentSpreadNode)selection).Name;
                if (_depths.TryGetValue(name, out var known)) return known;
                if (Context.Fragment(name) is not { } fragment) return 0;
                _depths[name] = 0;
                return _depths[name] = Depth(fragment.SelectionSet);
        }
    }

    private int Depth(SelectionSetNode set)
    {
        var deepest = 0;
        foreach (var selection in set.Selections) deepest = Math.Max(deepest, Depth(selection));
        return deepest;
    }
}
