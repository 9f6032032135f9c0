using IbmPlatform.GraphQL.Execution.Binding;
using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.GraphQL.Execution.Planning;

/// <summary>Compiles selections for one set of values of the variables in <c>@skip</c>, <c>@include</c>, <c>@defer</c> and <c>@stream</c>.</summary>
internal sealed class PlanCompiler(IReadOnlyDictionary<string, FragmentDefinitionNode> fragments, SelectionConditions conditions)
{
    public SelectionPlan CompileRoot(ObjectBinding type, SelectionSetNode selection)
    {
        var collected = new SelectionCollector(type, fragments, conditions);
        collected.Collect(selection, null);
        return Plan(type, collected, []);
    }

    /// <summary>The selection below nodes that merged into one field, for a value of a type.</summary>
    /// <param name="type">The type of the value.</param>
    /// <param name="parents">The field's nodes.</param>
    /// <param name="deferred">The deferred fragments that the field is executed for; none when it is not deferred.</param>
    public SelectionPlan Compile(ObjectBinding type, IReadOnlyList<CollectedNode> parents, IReadOnlyList<DeferUsage> deferred)
    {
        var collected = new SelectionCollector(type, fragments, conditions);
        foreach (var (node, usage) in parents) collected.Collect(node.SelectionSet!, usage);
        return Plan(type, collected, deferred);
    }

    /// <summary>How the field of some nodes is streamed; null when it is not.</summary>
    public StreamPlan? StreamOf(FieldBinding binding, IReadOnlyList<CollectedNode> nodes, int ordinal) =>
        binding.Shape.ListDepth > 0 && conditions.Streamed(nodes[0].Node) is { } directive
            ? new StreamPlan(directive, new FieldPlan(this, binding, [.. nodes.Select(n => n with { Usage = null })], ordinal, [], isStreamed: true))
            : null;

    /// <summary>Whether the selections below some fields ask for a dotted path of field names, on whatever type.</summary>
    public bool Selects(IEnumerable<FieldNode> parents, string path)
    {
        var dot = path.IndexOf('.', StringComparison.Ordinal);
        var name = dot < 0 ? path : path[..dot];
        var found = new List<FieldNode>();
        var visited = new HashSet<string>();
        foreach (var parent in parents)
        {
            if (parent.SelectionSet is not null) Find(parent.SelectionSet, name, found, visited);
        }

        return found.Count > 0 && (dot < 0 || Selects(found, path[(dot + 1)..]));
    }

    private SelectionPlan Plan(ObjectBinding type, SelectionCollector collected, IReadOnlyList<DeferUsage> deferred)
    {
        if (!collected.HasDeferred) return new SelectionPlan(type, Fields(type, collected.Groups, deferred));
        var (now, parts) = DeferredFields.Split(collected.Groups, deferred);
        return new SelectionPlan(type, Fields(type, now, deferred), new DeferPlan(
            collected.Usages, [.. parts.Select(p => new DeferredPart(p.Usages, new SelectionPlan(type, Fields(type, p.Groups, p.Usages))))]));
    }

    private FieldPlan[] Fields(ObjectBinding type, IEnumerable<IReadOnlyList<CollectedNode>> groups, IReadOnlyList<DeferUsage> deferred) =>
        [.. groups.Select((nodes, ordinal) => new FieldPlan(this, type.Field(nodes[0].Node.Name), nodes, ordinal, deferred))];

    private void Find(SelectionSetNode selections, string name, List<FieldNode> found, HashSet<string> visited)
    {
        foreach (var selection in selections.Selections)
        {
            if (!conditions.Include(selection)) continue;
            if (selection is FieldNode field && field.Name == name) found.Add(field);
            else if (selection is InlineFragmentNode inline) Find(inline.SelectionSet, name, found, visited);
            else if (selection is FragmentSpreadNode spread && visited.Add(spread.Name)) Find(fragments[spread.Name].SelectionSet, name, found, visited);
        }
    }
}
