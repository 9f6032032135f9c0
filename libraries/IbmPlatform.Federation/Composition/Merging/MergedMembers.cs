using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.Federation.Composition.Merging;

/// <summary>An output field of the supergraph.</summary>
internal sealed class MergedField(string name, TypeNode type) : MergedElement
{
    public string Name { get; } = name;

    public TypeNode Type { get; } = type;

    public OrderedDictionary<string, MergedInput> Arguments { get; } = [];
}

/// <summary>An argument or input field of the supergraph.</summary>
internal sealed class MergedInput(string name, TypeNode type) : MergedElement
{
    public string Name { get; } = name;

    public TypeNode Type { get; } = type;

    public ValueNode? DefaultValue { get; init; }

    public bool Required => Type is NonNullTypeNode && DefaultValue is null;
}

/// <summary>A value of a merged enum.</summary>
internal sealed class MergedEnumValue(string name) : MergedElement
{
    public string Name { get; } = name;
}
