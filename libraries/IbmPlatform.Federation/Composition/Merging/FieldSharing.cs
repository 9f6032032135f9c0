using IbmPlatform.Federation.Composition.Subgraphs;

namespace IbmPlatform.Federation.Composition.Merging;

/// <summary>A field that several subgraphs resolve must be shareable in all of them.</summary>
internal sealed class FieldSharing(MergeContext context)
{
    public void Check(string type, string field, IReadOnlyList<Source<SubgraphField>> sources)
    {
        var resolving = sources.Where(source => !source.Element.Overridden && (!source.Element.External || source.Element.Provided))
            .Concat(ThroughInterfaceObjects(type, field)).ToList();
        if (type == "Subscription" && resolving.Count > 1)
        {
            context.Report.Error(ErrorCodes.InvalidFieldSharing, $"Subscription field \"{type}.{field}\" is resolved by {Names(resolving)}; a stream comes from one subgraph: remove it from the others.");
            return;
        }

        var exclusive = resolving.Where(source => !source.Element.Shareable).ToList();
        if (exclusive.Count == 0 || resolving.Count < 2) return;
        var where = exclusive.Count == resolving.Count ? "all of them" : Names(exclusive);
        context.Report.Error(ErrorCodes.InvalidFieldSharing, $"Non-shareable field \"{type}.{field}\" is resolved from multiple subgraphs: it is resolved from {Names(resolving)} and defined as non-shareable in {where}. Mark it @shareable there if all give the same answer, or remove it from all but one.");
    }

    /// <summary>Fields that subgraphs contribute to the type because they know its interface as an <c>@interfaceObject</c>.</summary>
    public IEnumerable<Source<SubgraphField>> ThroughInterfaceObjects(string type, string field) =>
        from name in context.Types.Supertypes(type).Order(StringComparer.Ordinal)
        from source in context.Sources(name)
        where source.Element.IsInterfaceObject
        let own = source.Element.Fields.GetValueOrDefault(field)
        where own is { Resolves: true } && source.Subgraph.Find(type)?.Fields.ContainsKey(field) != true
        select new Source<SubgraphField>(source.Subgraph, own);

    private static string Names(IEnumerable<Source<SubgraphField>> sources) => Wording.Subgraphs(sources.Select(source => source.Subgraph.Name));
}
