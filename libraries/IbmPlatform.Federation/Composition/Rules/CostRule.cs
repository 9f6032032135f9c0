using IbmPlatform.Federation.Composition.Subgraphs;

namespace IbmPlatform.Federation.Composition.Rules;

/// <summary>What a field costs is known where it is resolved: <c>@cost</c> stands on fields of object types, never of interfaces.</summary>
internal sealed class CostRule : ISubgraphRule
{
    public void Check(Subgraph subgraph, CompositionReport report)
    {
        foreach (var type in subgraph.Types.Values.Where(type => type.Kind == TypeKind.Interface))
        {
            foreach (var field in type.Fields.Values.Where(field => field.Directives.Any(use => use.IsFederation && use.Name == "cost")))
                report.Error(ErrorCodes.CostOnInterfaceField, $"[{subgraph.Name}] @cost stands on interface field \"{field.Coordinate}\"; put it on the field of each object type that implements \"{type.Name}\".");
        }
    }
}
