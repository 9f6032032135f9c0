using IbmPlatform.Federation.Composition.Merging;
using IbmPlatform.Federation.Composition.Subgraphs;

namespace IbmPlatform.Federation.Composition.Satisfiability;

/// <summary>How subgraphs see the supergraph's types.</summary>
internal sealed class SubgraphViews(MergedSupergraph supergraph, MergeContext context)
{
    private readonly Dictionary<(Subgraph, string), IReadOnlyList<SubgraphType>> _views = [];

    public MergedSupergraph Supergraph { get; } = supergraph;

    public IReadOnlyList<Subgraph> Subgraphs => Supergraph.Subgraphs;

    /// <summary>The type itself where the subgraph has it, and otherwise the interface objects that stand for it there.</summary>
    public IReadOnlyList<SubgraphType> Of(Subgraph subgraph, string type)
    {
        if (_views.TryGetValue((subgraph, type), out var known)) return known;
        SubgraphType[] views = subgraph.Find(type) is { } own
            ? [own]
            : [.. context.Types.Supertypes(type).Order(StringComparer.Ordinal).Select(subgraph.Find).OfType<SubgraphType>().Where(parent => parent.IsInterfaceObject)];
        return _views[(subgraph, type)] = views;
    }

    /// <summary>The object types of the supergraph that a value of the type can have.</summary>
    public IEnumerable<string> RuntimeTypes(MergedType type) => type.Kind switch
    {
        TypeKind.Union => type.Members,
        TypeKind.Interface => Supergraph.Types.Values.Where(candidate => candidate.Kind == TypeKind.Object && candidate.Interfaces.Contains(type.Name)).Select(candidate => candidate.Name),
        _ => [type.Name],
    };

    /// <summary>Whether an object that the subgraph gives for the abstract type can be of the object type.</summary>
    public static bool CanBe(Subgraph subgraph, string abstractType, string objectType) =>
        subgraph.Find(abstractType) is { } type && !type.IsInterfaceObject && subgraph.PossibleTypes(type).Any(possible => possible.Name == objectType);

    public static bool IsInterfaceObject(Subgraph subgraph, string type) => subgraph.Find(type)?.IsInterfaceObject == true;
}
