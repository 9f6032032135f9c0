using IbmPlatform.Federation.Composition.Subgraphs;

namespace IbmPlatform.Federation.Composition.Merging;

/// <summary>Merges object and interface types.</summary>
internal sealed class CompositeMerger(MergeContext context)
{
    private readonly FieldMerger _fields = new(context);
    private readonly FieldSharing _sharing = new(context);

    public void Merge(MergedType type, IReadOnlyList<Source<SubgraphType>> sources)
    {
        type.Joins.AddRange(Joins.Implements(sources));
        type.Joins.AddRange(Joins.Type(sources));
        type.Interfaces.AddRange(sources.SelectMany(source => source.Element.Interfaces).Distinct());
        foreach (var name in sources.SelectMany(source => source.Element.Fields.Keys).Distinct())
        {
            var fields = (from source in sources
                          let field = source.Element.Fields.GetValueOrDefault(name)
                          where field is not null
                          select new Source<SubgraphField>(source.Subgraph, field)).ToList();
            if (type.Kind == TypeKind.Object) _sharing.Check(type.Name, name, fields);
            if (_fields.Merge(sources, fields) is { } merged) type.Fields.Add(name, merged);
        }

        Remark(type, sources);
    }

    private void Remark(MergedType type, IReadOnlyList<Source<SubgraphType>> sources)
    {
        var entities = sources.Where(source => source.Element.Keys.Count > 0).ToList();
        if (type.Kind == TypeKind.Object && entities.Count > 0 && entities.Count < sources.Count)
            context.Report.Hint(HintCodes.InconsistentEntity, type.Name, $"Type \"{type.Name}\" is an entity in {Names(entities)} but has no @key in {Names(sources.Except(entities))}.");
        if (Subgraph.RootNames.Contains(type.Name) || (type.Kind == TypeKind.Object && entities.Count > 0)) return;
        foreach (var name in type.Fields.Keys)
        {
            var having = sources.Where(source => source.Element.Fields.ContainsKey(name)).ToList();
            if (having.Count == sources.Count || sources.Any(source => source.Element.IsInterfaceObject)) continue;
            context.Report.Hint(type.Kind == TypeKind.Object ? HintCodes.InconsistentObjectField : HintCodes.InconsistentInterfaceField, $"{type.Name}.{name}",
                $"Field \"{type.Name}.{name}\" is defined in {Names(having)} but not in {Names(sources.Except(having))}, which {(sources.Count - having.Count == 1 ? "has" : "have")} the type too.");
        }
    }

    private static string Names(IEnumerable<Source<SubgraphType>> sources) => Wording.Subgraphs(sources.Select(source => source.Subgraph.Name));
}
