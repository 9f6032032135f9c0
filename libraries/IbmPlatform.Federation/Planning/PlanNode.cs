using IbmPlatform.Federation.Supergraphs;

namespace IbmPlatform.Federation.Planning;

/// <summary>A node of the planner's graph: a type as one subgraph returns it, with what the path provides besides.</summary>
internal sealed record PlanNode(Subgraph Subgraph, SupergraphType Type, ProvidesView? View)
{
    private TypeJoin Join => Type.Joins[Subgraph.Index]!;

    /// <summary>The subgraph can't tell which object type it has here.</summary>
    public bool IsInterfaceObject => Join.IsInterfaceObject;

    /// <summary>The subgraph tells the runtime type in <c>__typename</c>.</summary>
    public bool IsAbstract => Type.IsAbstract && !IsInterfaceObject;

    /// <summary>The object types that can stand here.</summary>
    public IReadOnlyList<SupergraphType> PossibleTypes => IsAbstract ? Join.PossibleTypes : Type.PossibleTypes;

    /// <summary>The field on objects of one type, if the subgraph resolves it here without being sent anything more.</summary>
    public FieldJoin? FieldOf(SupergraphType objectType, string field)
    {
        if (Declared(objectType, field) is not { Requires: null } join) return null;
        return !join.IsExternal || View?.Provides(objectType, field) == true ? join : null;
    }

    /// <summary>The field without a type condition, if the subgraph resolves it here for every type that can stand here.</summary>
    public FieldJoin? FieldOfAll(string field)
    {
        if (!Join.Fields.TryGetValue(field, out var join)) return null;
        if (IsInterfaceObject) return join is { Requires: null, IsExternal: false } ? join : null;
        foreach (var type in Join.PossibleTypes)
        {
            if (FieldOf(type, field) is null) return null;
        }

        return join;
    }

    /// <summary>The node that a field of this one leads to, selected on one object type or, where that is abstract, on all.</summary>
    public PlanNode Follow(FieldJoin join, SupergraphType scope, FieldSetTrees trees) => new(
        Subgraph,
        join.NamedType,
        ProvidesView.Of([join.Provides is null ? null : trees.Of(join.Provides, join.NamedType), .. ProvidedBelow(scope, join.Field.Name)]));

    private IEnumerable<SelectionTree?> ProvidedBelow(SupergraphType scope, string field)
    {
        if (View is null) return [];
        if (!scope.IsAbstract) return View.Below(scope, field);

        // Without a type condition only what is provided below the field of every type can be relied on.
        var provided = PossibleTypes.Select(type => View.Below(type, field).ToList()).ToList();
        return provided.Count > 0 && provided.TrueForAll(trees => trees.SequenceEqual(provided[0])) ? provided[0] : [];
    }

    private FieldJoin? Declared(SupergraphType objectType, string field)
    {
        var fields = IsInterfaceObject ? Join.Fields : objectType.Joins[Subgraph.Index]?.Fields;
        if (fields is null || (IsAbstract && !Join.PossibleTypes.Contains(objectType))) return null;
        return fields.GetValueOrDefault(field);
    }

    public override string ToString() => $"{Type.Name}@{Subgraph.Name}";
}
