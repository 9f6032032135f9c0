using IbmPlatform.Federation.Composition.Subgraphs;
using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.Federation.Composition.Merging;

/// <summary>The merged schema, ready to check and print.</summary>
internal sealed class MergedSupergraph(IReadOnlyList<Subgraph> subgraphs)
{
    public IReadOnlyList<Subgraph> Subgraphs { get; } = subgraphs;

    public SortedDictionary<string, MergedType> Types { get; } = new(StringComparer.Ordinal);

    /// <summary>Directive definitions that clients or readers of the supergraph see.</summary>
    public SortedDictionary<string, DirectiveDefinitionNode> Directives { get; } = new(StringComparer.Ordinal);

    /// <summary>Links of custom specifications whose directives are composed.</summary>
    public List<Link> CustomLinks { get; } = [];

    public MergedType? Find(string name) => Types.GetValueOrDefault(name);
}
