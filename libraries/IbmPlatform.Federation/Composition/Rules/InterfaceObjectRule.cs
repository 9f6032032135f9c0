using IbmPlatform.Federation.Composition.Subgraphs;

namespace IbmPlatform.Federation.Composition.Rules;

/// <summary>An <c>@interfaceObject</c> is an object type that is found by a key.</summary>
internal sealed class InterfaceObjectRule : ISubgraphRule
{
    public void Check(Subgraph subgraph, CompositionReport report)
    {
        foreach (var type in subgraph.Types.Values.Where(type => type.IsInterfaceObject))
        {
            if (type.Kind != TypeKind.Object)
                report.Error(ErrorCodes.InterfaceObjectUsage, $"[{subgraph.Name}] @interfaceObject stands on \"{type.Name}\", which is not an object type; declare it with \"type\".");
            if (type.Keys.Count == 0)
                report.Error(ErrorCodes.InterfaceObjectUsage, $"[{subgraph.Name}] @interfaceObject type \"{type.Name}\" has no @key, so nothing can reach it; give it the key that the interface has elsewhere.");
        }
    }
}
