using IbmPlatform.Federation.Composition.Subgraphs;

namespace IbmPlatform.Federation.Composition.Rules;

/// <summary>A rule that a subgraph must keep by itself, before it meets the others.</summary>
internal interface ISubgraphRule
{
    void Check(Subgraph subgraph, CompositionReport report);
}
