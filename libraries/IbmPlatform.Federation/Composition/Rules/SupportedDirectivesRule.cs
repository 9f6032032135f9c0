using IbmPlatform.Federation.Composition.Subgraphs;

namespace IbmPlatform.Federation.Composition.Rules;

/// <summary>Refuses what federation knows and this composition doesn't, rather than leave it out.</summary>
internal sealed class SupportedDirectivesRule : ISubgraphRule
{
    private static readonly string[] Unsupported = ["context", "fromContext", "cacheTag"];

    public void Check(Subgraph subgraph, CompositionReport report)
    {
        foreach (var type in subgraph.Types.Values)
        {
            CheckUses(type.Directives, $"type \"{type.Name}\"");
            foreach (var field in type.Fields.Values)
            {
                CheckUses(field.Directives, $"field \"{field.Coordinate}\"");
                foreach (var argument in field.Arguments) CheckUses(argument.Directives, $"argument \"{field.Coordinate}({argument.Name}:)\"");
                if (field.OverrideLabel is not null)
                    report.Error(ErrorCodes.OverrideLabelInvalid, $"[{subgraph.Name}] @override on \"{field.Coordinate}\" has a label: progressive override is not supported; remove the label to move the field at once.");
            }
        }

        void CheckUses(IEnumerable<DirectiveUse> uses, string place)
        {
            foreach (var use in uses.Where(use => use.IsFederation && Unsupported.Contains(use.Name)))
                report.Error(ErrorCodes.UnsupportedFeature, $"[{subgraph.Name}] Directive @{use.Name} on {place} is not supported; pass the value as an argument instead, or remove it.");
        }
    }
}
