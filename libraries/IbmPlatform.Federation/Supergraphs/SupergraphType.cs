using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.Federation.Supergraphs;

/// <summary>A type of the supergraph, inaccessible ones too, with what each subgraph knows of it.</summary>
internal sealed class SupergraphType(string name, NodeKind kind, bool inaccessible, int subgraphCount)
{
    public string Name { get; } = name;

    public bool IsInaccessible { get; } = inaccessible;

    public bool IsObject { get; } = kind == NodeKind.ObjectTypeDefinition;

    public bool IsInterface { get; } = kind == NodeKind.InterfaceTypeDefinition;

    public bool IsUnion { get; } = kind == NodeKind.UnionTypeDefinition;

    public bool IsAbstract => IsInterface || IsUnion;

    public bool IsComposite => IsObject || IsAbstract;

    /// <summary>Query, Mutation or Subscription: entered without a key.</summary>
    public bool IsRoot { get; set; }

    public Dictionary<string, SupergraphField> Fields { get; } = new(StringComparer.Ordinal);

    /// <summary>All interfaces that the type implements, those of its interfaces too.</summary>
    public List<SupergraphType> Interfaces { get; } = [];

    /// <summary>The object types that a value of this type can have; an object type itself.</summary>
    public List<SupergraphType> PossibleTypes { get; } = [];

    /// <summary>What each subgraph knows of the type, by the subgraph's index; null where it does not know it.</summary>
    public TypeJoin?[] Joins { get; } = new TypeJoin?[subgraphCount];

    /// <summary>The values of an enum that clients may see; null for other kinds.</summary>
    public HashSet<string>? AccessibleValues { get; set; }

    public bool CanBe(SupergraphType objectType) => PossibleTypes.Contains(objectType);

    public override string ToString() => Name;
}
