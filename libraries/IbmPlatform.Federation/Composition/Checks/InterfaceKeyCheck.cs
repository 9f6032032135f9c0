using IbmPlatform.Federation.Composition.Merging;
using IbmPlatform.Federation.Composition.Subgraphs;

namespace IbmPlatform.Federation.Composition.Checks;

/// <summary>
/// A subgraph that finds an interface by key must know all its implementations, and one that knows the interface as an
/// <c>@interfaceObject</c> must know none.
/// </summary>
internal sealed class InterfaceKeyCheck : ISupergraphCheck
{
    public void Check(MergedSupergraph supergraph, MergeContext context)
    {
        foreach (var type in supergraph.Types.Values.Where(type => type.Kind == TypeKind.Interface))
        {
            var implementations = supergraph.Types.Values.Where(candidate => candidate.Kind == TypeKind.Object && candidate.Interfaces.Contains(type.Name)).ToList();
            foreach (var source in context.Sources(type.Name).Where(source => source.Element.Keys.Count > 0))
            {
                if (source.Element.IsInterfaceObject) CheckNone(source, implementations, context);
                else if (source.Element.Keys.Any(key => key.Resolvable)) CheckAll(source, implementations, context);
            }
        }
    }

    private static void CheckAll(Source<SubgraphType> source, List<MergedType> implementations, MergeContext context)
    {
        var missing = implementations.Where(type => source.Subgraph.Find(type.Name)?.Interfaces.Contains(source.Element.Name) != true).Select(type => type.Name).ToList();
        if (missing.Count > 0)
            context.Report.Error(ErrorCodes.InterfaceKeyMissingImplementation, $"[{source.Subgraph.Name}] Interface \"{source.Element.Name}\" has a resolvable @key, so the subgraph must define all implementations of the supergraph, but it lacks {Wording.Quoted(missing)}; add them, or remove the interface's @key.");
    }

    private static void CheckNone(Source<SubgraphType> source, List<MergedType> implementations, MergeContext context)
    {
        var defined = implementations.Where(type => source.Subgraph.Find(type.Name) is not null).Select(type => type.Name).ToList();
        if (defined.Count > 0)
            context.Report.Error(ErrorCodes.InterfaceObjectUsage, $"[{source.Subgraph.Name}] Type \"{source.Element.Name}\" is an @interfaceObject, so the subgraph can't define its implementations, but it defines {Wording.Quoted(defined)}; remove them, or declare \"{source.Element.Name}\" as an interface.");
    }
}
