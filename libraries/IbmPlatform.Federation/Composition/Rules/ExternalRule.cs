using IbmPlatform.Federation.Composition.Subgraphs;

namespace IbmPlatform.Federation.Composition.Rules;

/// <summary><c>@external</c> mentions a field for a reason, on an object type, and says nothing else about it.</summary>
internal sealed class ExternalRule : ISubgraphRule
{
    private static readonly string[] Contradictions = ["shareable", "override", "requires", "provides"];

    public void Check(Subgraph subgraph, CompositionReport report)
    {
        foreach (var field in subgraph.Types.Values.SelectMany(type => type.Fields.Values))
        {
            var written = field.Directives.Any(use => use is { IsFederation: true, Name: "external" });
            if (field.Parent.Kind == TypeKind.Interface)
            {
                if (written && subgraph.IsFederation2)
                    report.Error(ErrorCodes.ExternalOnInterface, $"[{subgraph.Name}] Interface field \"{field.Coordinate}\" is marked @external, but no interface resolves fields; mark the implementations' fields.");
                continue;
            }

            if (!field.External) continue;
            if (written && !field.Used)
                report.Error(ErrorCodes.ExternalUnused, $"[{subgraph.Name}] Field \"{field.Coordinate}\" is marked @external but no @key, @requires, @provides or interface of the subgraph uses it; remove the field.");
            foreach (var use in field.Directives.Where(use => use.IsFederation && Contradictions.Contains(use.Name)))
                report.Error(use.Name == "override" ? ErrorCodes.OverrideCollision : ErrorCodes.ExternalCollision, $"[{subgraph.Name}] Field \"{field.Coordinate}\" is marked both @external and @{use.Name}; another subgraph resolves it or this one does: remove one of them.");
        }
    }
}
