using IbmPlatform.Federation.Composition.Subgraphs;

namespace IbmPlatform.Federation.Composition.Merging;

/// <summary>A type of the supergraph.</summary>
internal sealed class MergedType(string name, TypeKind kind) : MergedElement
{
    public string Name { get; } = name;

    public TypeKind Kind { get; } = kind;

    public List<string> Interfaces { get; } = [];

    public List<string> Members { get; } = [];

    public OrderedDictionary<string, MergedField> Fields { get; } = [];

    public OrderedDictionary<string, MergedInput> InputFields { get; } = [];

    public OrderedDictionary<string, MergedEnumValue> EnumValues { get; } = [];
}
