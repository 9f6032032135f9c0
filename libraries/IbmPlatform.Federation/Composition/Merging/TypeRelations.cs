using IbmPlatform.Federation.Composition.Subgraphs;
using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.Federation.Composition.Merging;

/// <summary>Which type can stand for which, over all subgraphs together.</summary>
internal sealed class TypeRelations
{
    private readonly Dictionary<string, HashSet<string>> _supertypes = new(StringComparer.Ordinal);

    public TypeRelations(IReadOnlyList<Subgraph> subgraphs)
    {
        foreach (var type in subgraphs.SelectMany(subgraph => subgraph.Types.Values))
        {
            foreach (var name in type.Interfaces) Add(type.Name, name);
            foreach (var member in type.Members) Add(member, type.Name);
        }
    }

    public static bool Same(TypeNode left, TypeNode right) => left.ToString() == right.ToString();

    /// <summary>Whether every value of <paramref name="type"/> is a value of <paramref name="other"/>.</summary>
    public bool IsSubtype(TypeNode type, TypeNode other) => (type, other) switch
    {
        (NonNullTypeNode inner, NonNullTypeNode outer) => IsSubtype(inner.Type, outer.Type),
        (NonNullTypeNode inner, _) => IsSubtype(inner.Type, other),
        (_, NonNullTypeNode) => false,
        (ListTypeNode inner, ListTypeNode outer) => IsSubtype(inner.Type, outer.Type),
        (NamedTypeNode inner, NamedTypeNode outer) => inner.Name == outer.Name || Supertypes(inner.Name).Contains(outer.Name),
        _ => false,
    };

    /// <summary>The type among those given that all others are subtypes of; null when there is none.</summary>
    public TypeNode? MostGeneral(IReadOnlyList<TypeNode> types) => types.FirstOrDefault(candidate => types.All(type => IsSubtype(type, candidate)));

    /// <summary>The type among those given that is a subtype of all others; null when there is none.</summary>
    public TypeNode? MostSpecific(IReadOnlyList<TypeNode> types) => types.FirstOrDefault(candidate => types.All(type => IsSubtype(candidate, type)));

    /// <summary>The interfaces and unions that some subgraph puts the type into.</summary>
    public IReadOnlySet<string> Supertypes(string type) => _supertypes.TryGetValue(type, out var set) ? set : new HashSet<string>();

    private void Add(string type, string supertype)
    {
        if (!_supertypes.TryGetValue(type, out var set)) _supertypes.Add(type, set = new HashSet<string>(StringComparer.Ordinal));
        set.Add(supertype);
    }
}
