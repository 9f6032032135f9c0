using IbmPlatform.Federation.Composition.Subgraphs;

namespace IbmPlatform.Federation.Composition.Rules;

/// <summary><c>@shareable</c> and <c>@override</c> speak of resolving, which only object types' fields do.</summary>
internal sealed class ShareableRule : ISubgraphRule
{
    public void Check(Subgraph subgraph, CompositionReport report)
    {
        foreach (var field in subgraph.Types.Values.Where(type => type.Kind == TypeKind.Interface).SelectMany(type => type.Fields.Values))
        {
            if (field.Directives.Any(use => use is { IsFederation: true, Name: "shareable" }))
                report.Error(ErrorCodes.InvalidShareableUsage, $"[{subgraph.Name}] Interface field \"{field.Coordinate}\" is marked @shareable, but only object types' fields are resolved; mark the implementations' fields.");
            if (field.OverrideFrom is not null)
                report.Error(ErrorCodes.OverrideOnInterface, $"[{subgraph.Name}] @override can't be used on \"{field.Coordinate}\", a field of an interface; put it on the implementations' fields.");
        }
    }
}
