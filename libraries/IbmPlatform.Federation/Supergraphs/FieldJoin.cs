using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.Federation.Supergraphs;

/// <summary>A field as one subgraph has it.</summary>
/// <param name="Field">The supergraph's field.</param>
/// <param name="Type">Its type in this subgraph, which may differ in nullability or be narrower.</param>
/// <param name="NamedType">The named type inside of <paramref name="Type"/>.</param>
internal sealed record FieldJoin(SupergraphField Field, TypeNode Type, SupergraphType NamedType)
{
    /// <summary>The subgraph declares the field but does not resolve it, except where a path provides it.</summary>
    public bool IsExternal { get; init; }

    /// <summary>What the subgraph must be sent before it can resolve the field.</summary>
    public FieldSet? Requires { get; init; }

    /// <summary>External fields below that the subgraph resolves on this path.</summary>
    public FieldSet? Provides { get; init; }
}
