using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.Federation.Composition.Subgraphs;

/// <summary>A subgraph's schema, its federation directives read and root types under their usual names.</summary>
internal sealed class Subgraph(SubgraphDefinition definition, string graph)
{
    public static readonly IReadOnlyList<string> RootNames = ["Query", "Mutation", "Subscription"];

    public string Name { get; } = definition.Name;

    public string Url { get; } = definition.Url;

    /// <summary>Its value in <c>join__Graph</c>.</summary>
    public string Graph { get; } = graph;

    /// <summary>Whether it links federation 2; otherwise federation 1's laxer rules hold.</summary>
    public bool IsFederation2 { get; init; }

    public required DocumentNode Document { get; init; }

    public required LinkTable Links { get; init; }

    public OrderedDictionary<string, SubgraphType> Types { get; } = [];

    public OrderedDictionary<string, DirectiveDefinitionNode> Directives { get; } = [];

    /// <summary>Names, without the at sign, of custom directives that are to appear in the supergraph.</summary>
    public List<string> ComposedDirectives { get; } = [];

    public SubgraphType? Find(string name) => Types.GetValueOrDefault(name);

    /// <summary>The object types that a value of the type can have in this subgraph.</summary>
    public IEnumerable<SubgraphType> PossibleTypes(SubgraphType type) => type.Kind switch
    {
        TypeKind.Interface => Types.Values.Where(candidate => candidate.Kind == TypeKind.Object && candidate.Interfaces.Contains(type.Name)),
        TypeKind.Union => type.Members.Select(Find).OfType<SubgraphType>(),
        _ => [type],
    };
}
