using IbmPlatform.Federation.Composition.Checks;
using IbmPlatform.Federation.Composition.Merging;
using IbmPlatform.Federation.Composition.Printing;
using IbmPlatform.Federation.Composition.Rules;
using IbmPlatform.Federation.Composition.Satisfiability;
using IbmPlatform.Federation.Composition.Subgraphs;

namespace IbmPlatform.Federation.Composition;

/// <summary>Composes subgraphs into a supergraph, as Apollo Federation v2 describes it.</summary>
public static class Composer
{
    /// <summary>
    /// Composes the subgraphs. The result doesn't depend on their order. Each stage reports all that it finds; a later stage runs
    /// only on the sound result of the one before, so that one fault isn't told as many.
    /// </summary>
    public static CompositionResult Compose(IReadOnlyList<SubgraphDefinition> subgraphs)
    {
        ArgumentNullException.ThrowIfNull(subgraphs);
        var report = new CompositionReport();
        var sdl = Compose(subgraphs, report);
        return new CompositionResult(report.HasErrors ? null : sdl, report.Errors, report.Hints);
    }

    private static string? Compose(IReadOnlyList<SubgraphDefinition> definitions, CompositionReport report)
    {
        CheckNames(definitions, report);
        if (report.HasErrors) return null;

        var sorted = definitions.OrderBy(definition => definition.Name, StringComparer.Ordinal).ToList();
        var subgraphs = sorted.Zip(GraphNames.For(sorted.Select(definition => definition.Name)), (definition, graph) => SubgraphReader.Read(definition, graph, report)).OfType<Subgraph>().ToList();
        foreach (var subgraph in subgraphs)
        {
            foreach (var rule in SubgraphRules.All) rule.Check(subgraph, report);
        }

        if (report.HasErrors) return null;

        Overrides.Apply(subgraphs, report);
        if (report.HasErrors) return null;

        var context = new MergeContext(subgraphs, report);
        var merged = new SupergraphMerger(context).Merge();
        if (report.HasErrors) return null;

        foreach (var check in SupergraphChecks.All) check.Check(merged, context);
        if (report.HasErrors) return null;

        SatisfiabilityCheck.Run(merged, context);
        if (report.HasErrors) return null;

        var sdl = new SupergraphPrinter(merged, context.Uses.FederationUsed).Print();
        ApiSchemaCheck.Run(sdl, report);
        return sdl;
    }

    private static void CheckNames(IReadOnlyList<SubgraphDefinition> definitions, CompositionReport report)
    {
        if (definitions.Count == 0) report.Error(ErrorCodes.InvalidSubgraphName, "There are no subgraphs to compose; name at least one.");
        if (definitions.Any(definition => string.IsNullOrWhiteSpace(definition.Name))) report.Error(ErrorCodes.InvalidSubgraphName, "A subgraph has no name; give each a name.");
        foreach (var group in definitions.GroupBy(definition => definition.Name, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1))
            report.Error(ErrorCodes.InvalidSubgraphName, $"Subgraph name \"{group.Key}\" is given {group.Count()} times; names must differ, not only in case.");
    }
}
