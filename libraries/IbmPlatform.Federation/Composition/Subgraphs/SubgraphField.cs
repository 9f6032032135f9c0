using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.Federation.Composition.Subgraphs;

/// <summary>An output field as one subgraph has it.</summary>
internal sealed class SubgraphField(SubgraphType parent, string name, TypeNode type)
{
    public SubgraphType Parent { get; } = parent;

    public string Name { get; } = name;

    public TypeNode Type { get; } = type;

    public string Coordinate => $"{Parent.Name}.{Name}";

    public string? Description { get; init; }

    public IReadOnlyList<InputValue> Arguments { get; init; } = [];

    public IReadOnlyList<DirectiveUse> Directives { get; init; } = [];

    /// <summary>Whether <c>@external</c> is written on the field or its type.</summary>
    public bool MarkedExternal { get; init; }

    /// <summary>Federation 1 habit: a key field of an extension is marked external although the subgraph does resolve it.</summary>
    public bool ExternalInNameOnly { get; set; }

    /// <summary>Whether another subgraph resolves the field and this one merely mentions it.</summary>
    public bool External => MarkedExternal && !ExternalInNameOnly;

    /// <summary>Whether it is selected by a key, a <c>@requires</c> or a <c>@provides</c>, or an interface of the subgraph asks for it.</summary>
    public bool Used { get; set; }

    /// <summary>Whether a <c>@provides</c> selects it, so that an external field is resolved here on some paths.</summary>
    public bool Provided { get; set; }

    /// <summary>Whether another subgraph has taken it over with <c>@override</c>.</summary>
    public bool Overridden { get; set; }

    /// <summary>Whether this subgraph answers for the field wherever it has the object.</summary>
    public bool Resolves => !External && !Overridden;

    /// <summary>Whether several subgraphs may resolve it: marked so, or part of a key.</summary>
    public bool Shareable { get; set; }

    public string? Requires { get; init; }

    public string? Provides { get; init; }

    public string? OverrideFrom { get; init; }

    public string? OverrideLabel { get; init; }
}
