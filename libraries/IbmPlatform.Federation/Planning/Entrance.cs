using IbmPlatform.Federation.Supergraphs;

namespace IbmPlatform.Federation.Planning;

/// <summary>A subgraph that can be entered at a place: as a root, or by one of its keys.</summary>
/// <param name="Node">Where it leads.</param>
/// <param name="TypeName">The <c>__typename</c> to send; null for roots.</param>
/// <param name="Keys">The keys it can be entered by; empty for roots.</param>
internal sealed record Entrance(PlanNode Node, string? TypeName, IReadOnlyList<FieldSet> Keys)
{
    /// <summary>The entrances from which a field can be read, be it after sending what it requires.</summary>
    public static IEnumerable<(Entrance Entrance, FieldJoin Field)> To(SupergraphType scope, string field, bool runtimeTypeKnown)
    {
        foreach (var entrance in To(scope, runtimeTypeKnown))
        {
            var join = entrance.Node.Type.Joins[entrance.Node.Subgraph.Index]!;
            if (!join.Fields.TryGetValue(field, out var found) || found.IsExternal) continue;
            if (entrance.Node.IsAbstract && entrance.Node.FieldOfAll(field) is null) continue;
            yield return (entrance, found);
        }
    }

    /// <summary>The entrances for objects of one type; where the scope is an interface, for any of its objects.</summary>
    private static IEnumerable<Entrance> To(SupergraphType scope, bool runtimeTypeKnown)
    {
        foreach (var join in scope.Joins)
        {
            if (join is null) continue;
            if (scope.IsRoot) yield return new Entrance(new PlanNode(join.Subgraph, scope, null), null, []);
            else if (join.Keys.Count > 0 && (!scope.IsAbstract || join.IsInterfaceObject || !runtimeTypeKnown))
                yield return new Entrance(new PlanNode(join.Subgraph, scope, null), scope.Name, join.Keys);
        }

        // An interface object adds its fields to every object that implements the interface.
        foreach (var (type, join) in scope.Interfaces.SelectMany(type => type.Joins, (type, join) => (type, join)))
        {
            if (join is { IsInterfaceObject: true, Keys.Count: > 0 }) yield return new Entrance(new PlanNode(join.Subgraph, type, null), type.Name, join.Keys);
        }
    }

    /// <summary>The subgraphs that can tell the runtime type of an interface's object.</summary>
    public static IEnumerable<Entrance> ToRuntimeType(SupergraphType scope) =>
        scope.Joins.Where(join => join is { IsInterfaceObject: false, Keys.Count: > 0 })
            .Select(join => new Entrance(new PlanNode(join!.Subgraph, scope, null), scope.Name, join.Keys));
}
