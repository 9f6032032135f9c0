using IbmPlatform.Federation.Composition.Subgraphs;

namespace IbmPlatform.Federation.Composition.Merging;

/// <summary>What the merging passes share.</summary>
internal sealed class MergeContext
{
    private readonly Dictionary<string, List<Source<SubgraphType>>> _sources = new(StringComparer.Ordinal);

    public MergeContext(IReadOnlyList<Subgraph> subgraphs, CompositionReport report)
    {
        Subgraphs = subgraphs;
        Report = report;
        foreach (var subgraph in subgraphs)
        {
            foreach (var type in subgraph.Types.Values)
            {
                if (!_sources.TryGetValue(type.Name, out var list)) _sources.Add(type.Name, list = []);
                list.Add(new Source<SubgraphType>(subgraph, type));
            }
        }

        Types = new TypeRelations(subgraphs);
        Uses = new DirectiveUseMerger(subgraphs, report);
    }

    public IReadOnlyList<Subgraph> Subgraphs { get; }

    public CompositionReport Report { get; }

    public TypeRelations Types { get; }

    public DirectiveUseMerger Uses { get; }

    public IEnumerable<string> TypeNames => _sources.Keys.Order(StringComparer.Ordinal);

    /// <summary>The type's versions, in the order of the subgraphs.</summary>
    public IReadOnlyList<Source<SubgraphType>> Sources(string type) => _sources.GetValueOrDefault(type) ?? [];

    /// <summary>Gives the merged element its description and its composed directives.</summary>
    public void Describe(MergedElement element, string coordinate, IReadOnlyList<(Subgraph Subgraph, string? Description, IReadOnlyList<DirectiveUse> Directives)> sources)
    {
        element.Description = MergeDescription(coordinate, sources);
        element.Directives = Uses.Merge(coordinate, [.. sources.Select(source => (source.Subgraph, source.Directives))]);
    }

    // The description that most subgraphs give, among equals the first one's.
    private string? MergeDescription(string coordinate, IReadOnlyList<(Subgraph Subgraph, string? Description, IReadOnlyList<DirectiveUse>)> sources)
    {
        var groups = sources.Where(source => !string.IsNullOrWhiteSpace(source.Description)).GroupBy(source => source.Description!).ToList();
        if (groups.Count > 1)
            Report.Hint(HintCodes.InconsistentDescription, coordinate, $"\"{coordinate}\" is described differently in {Wording.Subgraphs(groups.SelectMany(group => group).Select(source => source.Subgraph.Name))}; the description that most give, or else the first, is kept.");
        return groups.OrderByDescending(group => group.Count()).FirstOrDefault()?.Key;
    }
}
