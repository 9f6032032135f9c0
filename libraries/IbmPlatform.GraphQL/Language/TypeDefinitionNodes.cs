namespace IbmPlatform.GraphQL.Language;

/// <summary>The definition of the schema: <c>schema { }</c>.</summary>
public sealed record SchemaDefinitionNode : SchemaNode
{
    /// <inheritdoc/>
    public override NodeKind Kind => NodeKind.SchemaDefinition;
}

/// <summary>The definition of a scalar type.</summary>
/// <param name="Name">The type's name.</param>
public sealed record ScalarTypeDefinitionNode(string Name) : TypeDefinitionNode(Name)
{
    /// <inheritdoc/>
    public override NodeKind Kind => NodeKind.ScalarTypeDefinition;
}

/// <summary>The definition of an object type.</summary>
/// <param name="Name">The type's name.</param>
public sealed record ObjectTypeDefinitionNode(string Name) : TypeDefinitionNode(Name), IFieldsNode
{
    /// <inheritdoc/>
    public override NodeKind Kind => NodeKind.ObjectTypeDefinition;

    /// <inheritdoc/>
    public IReadOnlyList<NamedTypeNode> Interfaces { get; init; } = [];

    /// <inheritdoc/>
    public IReadOnlyList<FieldDefinitionNode> Fields { get; init; } = [];
}

/// <summary>The definition of an interface type.</summary>
/// <param name="Name">The type's name.</param>
public sealed record InterfaceTypeDefinitionNode(string Name) : TypeDefinitionNode(Name), IFieldsNode
{
    /// <inheritdoc/>
    public override NodeKind Kind => NodeKind.InterfaceTypeDefinition;

    /// <inheritdoc/>
    public IReadOnlyList<NamedTypeNode> Interfaces { get; init; } = [];

    /// <inheritdoc/>
    public IReadOnlyList<FieldDefinitionNode> Fields { get; init; } = [];
}

/// <summary>The definition of a union type.</summary>
/// <param name="Name">The type's name.</param>
public sealed record UnionTypeDefinitionNode(string Name) : TypeDefinitionNode(Name), IUnionNode
{
    /// <inheritdoc/>
    public override NodeKind Kind => NodeKind.UnionTypeDefinition;

    /// <inheritdoc/>
    public IReadOnlyList<NamedTypeNode> Types { get; init; } = [];
}

/// <summary>The definition of an enum type.</summary>
/// <param name="Name">The type's name.</param>
public sealed record EnumTypeDefinitionNode(string Name) : TypeDefinitionNode(Name), IEnumNode
{
    /// <inheritdoc/>
    public override NodeKind Kind => NodeKind.EnumTypeDefinition;

    /// <inheritdoc/>
    public IReadOnlyList<EnumValueDefinitionNode> Values { get; init; } = [];
}

/// <summary>The definition of an input object type.</summary>
/// <param name="Name">The type's name.</param>
public sealed record InputObjectTypeDefinitionNode(string Name) : TypeDefinitionNode(Name), IInputObjectNode
{
    /// <inheritdoc/>
    public override NodeKind Kind => NodeKind.InputObjectTypeDefinition;

    /// <inheritdoc/>
    public IReadOnlyList<InputValueDefinitionNode> Fields { get; init; } = [];
}
