using IbmPlatform.Federation.Composition.Subgraphs;

namespace IbmPlatform.Federation.Composition.Merging;

/// <summary>Merges unions: members of all subgraphs.</summary>
internal static class UnionMerger
{
    public static void Merge(MergedType type, IReadOnlyList<Source<SubgraphType>> sources, CompositionReport report)
    {
        type.Joins.AddRange(Joins.Type(sources));
        type.Joins.AddRange(from source in sources from member in source.Element.Members select Joins.UnionMember(source.Subgraph, member));
        type.Members.AddRange(sources.SelectMany(source => source.Element.Members).Distinct());
        foreach (var member in type.Members)
        {
            var without = sources.Where(source => !source.Element.Members.Contains(member)).Select(source => source.Subgraph.Name).ToList();
            if (without.Count > 0)
                report.Hint(HintCodes.InconsistentUnionMember, type.Name, $"Union \"{type.Name}\" has the member \"{member}\" in some subgraphs but not in {Wording.Subgraphs(without)}.");
        }
    }
}
