using IbmPlatform.GraphQL.Execution.Binding;
using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Execution.Planning;

/// <summary>Collects the fields of a selection for a type (spec 6.3.2, CollectFields; with deferred fragments, the draft's).</summary>
internal sealed class SelectionCollector(
    ObjectBinding type, IReadOnlyDictionary<string, FragmentDefinitionNode> fragments, SelectionConditions conditions)
{
    // Stands in for the directive where a fragment is spread without one.
    private static readonly object NotDeferred = new();

    private readonly Dictionary<string, List<CollectedNode>> _byName = [];
    private readonly Dictionary<string, HashSet<object>> _visited = [];

    /// <summary>Field nodes by response name, in the order in which the names first occur.</summary>
    public List<List<CollectedNode>> Groups { get; } = [];

    /// <summary>The deferred fragments that begin here.</summary>
    public List<DeferUsage> Usages { get; } = [];

    /// <summary>Whether some node stands in a deferred fragment, begun here or further up.</summary>
    public bool HasDeferred { get; private set; }

    public void Collect(SelectionSetNode selections, DeferUsage? usage)
    {
        foreach (var selection in selections.Selections)
        {
            if (!conditions.Include(selection)) continue;
            switch (selection)
            {
                case FieldNode field:
                    Add(field, usage);
                    break;
                case InlineFragmentNode inline when inline.TypeCondition is null || type.IsCoveredBy(inline.TypeCondition.Name):
                    Collect(inline.SelectionSet, Defer(inline, usage) ?? usage);
                    break;
                case FragmentSpreadNode spread:
                    CollectFragment(spread, fragments[spread.Name], usage);
                    break;
            }
        }
    }

    private void CollectFragment(FragmentSpreadNode spread, FragmentDefinitionNode fragment, DeferUsage? usage)
    {
        if (!type.IsCoveredBy(fragment.TypeCondition.Name)) return;
        if (!_visited.TryGetValue(spread.Name, out var visited)) _visited.Add(spread.Name, visited = new HashSet<object>(ReferenceEqualityComparer.Instance));
        // What was asked for without delay needs no asking again, nor what the same directive has asked for.
        var directive = conditions.Deferred(spread) ?? usage?.Directive;
        if (visited.Contains(NotDeferred) || !visited.Add(directive ?? NotDeferred)) return;
        Collect(fragment.SelectionSet, Defer(spread, usage) ?? usage);
    }

    private DeferUsage? Defer(SelectionNode fragment, DeferUsage? parent)
    {
        if (conditions.Deferred(fragment) is not { } directive) return null;
        var usage = new DeferUsage(directive, parent);
        Usages.Add(usage);
        HasDeferred = true;
        return usage;
    }

    private void Add(FieldNode field, DeferUsage? usage)
    {
        if (usage is not null) HasDeferred = true;
        if (!_byName.TryGetValue(field.ResponseName, out var nodes))
        {
            nodes = [];
            _byName.Add(field.ResponseName, nodes);
            Groups.Add(nodes);
        }

        nodes.Add(new CollectedNode(field, usage));
    }
}
