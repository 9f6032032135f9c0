using IbmPlatform.Federation.Composition.Subgraphs;
using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.Federation.Composition.Merging;

/// <summary>Decides which applied directives the supergraph carries, and merges them where several subgraphs apply one.</summary>
internal sealed class DirectiveUseMerger
{
    /// <summary>Federation's directives that the gateway or a reader of the supergraph needs.</summary>
    private static readonly string[] Federation = ["tag", "inaccessible", "authenticated", "requiresScopes", "policy", "cost", "listSize"];

    private static readonly string[] Access = ["requiresScopes", "policy"];

    private readonly HashSet<string> _composed;
    private readonly HashSet<string> _repeatable = new(["tag"], StringComparer.Ordinal);
    private readonly CompositionReport _report;

    public DirectiveUseMerger(IReadOnlyList<Subgraph> subgraphs, CompositionReport report)
    {
        _report = report;
        _composed = subgraphs.SelectMany(subgraph => subgraph.ComposedDirectives).ToHashSet(StringComparer.Ordinal);
        foreach (var name in _composed)
        {
            if (subgraphs.Any(subgraph => subgraph.Directives.GetValueOrDefault(name)?.Repeatable == true)) _repeatable.Add(name);
        }
    }

    /// <summary>The federation directives that some element of the supergraph carries.</summary>
    public SortedSet<string> FederationUsed { get; } = new(StringComparer.Ordinal);

    public IReadOnlyList<DirectiveUse> Merge(string coordinate, IReadOnlyList<(Subgraph Subgraph, IReadOnlyList<DirectiveUse> Directives)> sources)
    {
        List<DirectiveUse> merged = [];
        var uses = sources.SelectMany(source => source.Directives.Select(use => new Source<DirectiveUse>(source.Subgraph, use)))
            .Where(source => IsKept(source.Element)).GroupBy(source => source.Element.Name);
        foreach (var group in uses)
        {
            if (group.First().Element.IsFederation) FederationUsed.Add(group.Key);
            var distinct = group.DistinctBy(source => source.Element.Print()).Select(source => source.Element).ToList();
            if (group.Key == "oneOf" && group.Count() < sources.Count) continue;
            if (distinct.Count == 1 || _repeatable.Contains(group.Key)) merged.AddRange(distinct);
            else merged.Add(Choose(coordinate, group.Key, distinct, group));
        }

        return merged;
    }

    private bool IsKept(DirectiveUse use) =>
        use.IsFederation ? Federation.Contains(use.Name) : use.Name is "deprecated" or "specifiedBy" or "oneOf" || _composed.Contains(use.Name);

    private DirectiveUse Choose(string coordinate, string name, List<DirectiveUse> distinct, IEnumerable<Source<DirectiveUse>> sources)
    {
        var variants = Wording.Variants(sources.Select(source => (source.Subgraph.Name, source.Element.Print())));
        // Guessing which of two access rules was meant could open what one of them closes.
        if (Access.Contains(name))
            _report.Error(ErrorCodes.InconsistentAccessRules, $"\"{coordinate}\" has different access rules: {variants}. Write the same rule in each.");
        var chosen = name switch
        {
            "cost" => distinct.MaxBy(Weight)!,
            "listSize" => ListSizes.Merge(distinct),
            _ => distinct.MaxBy(use => sources.Count(source => source.Element.Print() == use.Print()))!,
        };
        _report.Hint(HintCodes.InconsistentDirectiveArguments, coordinate, $"\"{coordinate}\" carries @{name} with different arguments: {variants}. The supergraph has {chosen.Print()}.");
        return chosen;
    }

    private static int Weight(DirectiveUse use) => use.Node.Argument("weight") is IntValueNode value && int.TryParse(value.Value, out var weight) ? weight : 0;
}
