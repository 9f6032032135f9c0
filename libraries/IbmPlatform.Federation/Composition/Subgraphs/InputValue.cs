using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.Federation.Composition.Subgraphs;

/// <summary>An argument or an input object's field, of a subgraph or merged.</summary>
internal sealed record InputValue(string Name, TypeNode Type)
{
    public string? Description { get; init; }

    public ValueNode? DefaultValue { get; init; }

    public IReadOnlyList<DirectiveUse> Directives { get; init; } = [];

    /// <summary>Whether a caller must give it.</summary>
    public bool Required => Type is NonNullTypeNode && DefaultValue is null;
}
