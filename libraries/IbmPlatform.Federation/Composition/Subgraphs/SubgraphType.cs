using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.Federation.Composition.Subgraphs;

/// <summary>A type as one subgraph has it: definition and extensions in one.</summary>
internal sealed class SubgraphType(string name, TypeKind kind)
{
    public string Name { get; } = name;

    public TypeKind Kind { get; } = kind;

    /// <summary>The kind in the supergraph: <c>@interfaceObject</c> types are interfaces there.</summary>
    public TypeKind MergedKind => IsInterfaceObject ? TypeKind.Interface : Kind;

    public string? Description { get; set; }

    /// <summary>Whether the subgraph only extends it.</summary>
    public bool IsExtension { get; set; } = true;

    public bool IsInterfaceObject { get; set; }

    public List<EntityKey> Keys { get; } = [];

    public List<DirectiveUse> Directives { get; } = [];

    public OrderedDictionary<string, SubgraphField> Fields { get; } = [];

    public OrderedDictionary<string, InputValue> InputFields { get; } = [];

    public OrderedDictionary<string, EnumValue> EnumValues { get; } = [];

    /// <summary>The interfaces that it implements.</summary>
    public List<string> Interfaces { get; } = [];

    /// <summary>The members of a union.</summary>
    public List<string> Members { get; } = [];

    public bool IsComposite => Kind is TypeKind.Object or TypeKind.Interface or TypeKind.Union;

    public bool IsAbstract => Kind is TypeKind.Interface or TypeKind.Union;
}
