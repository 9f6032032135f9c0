namespace IbmPlatform.GraphQL.Language;

/// <summary>An extension of the schema: <c>extend schema { }</c>.</summary>
public sealed record SchemaExtensionNode : SchemaNode
{
    /// <inheritdoc/>
    public override NodeKind Kind => NodeKind.SchemaExtension;
}

/// <summary>The extension of a scalar type.</summary>
/// <param name="Name">The type's name.</param>
public sealed record ScalarTypeExtensionNode(string Name) : TypeExtensionNode(Name)
{
    /// <inheritdoc/>
    public override NodeKind Kind => NodeKind.ScalarTypeExtension;
}

/// <summary>The extension of an object type.</summary>
/// <param name="Name">The type's name.</param>
public sealed record ObjectTypeExtensionNode(string Name) : TypeExtensionNode(Name), IFieldsNode
{
    /// <inheritdoc/>
    public override NodeKind Kind => NodeKind.ObjectTypeExtension;

    /// <inheritdoc/>
    public IReadOnlyList<NamedTypeNode> Interfaces { get; init; } = [];

    /// <inheritdoc/>
    public IReadOnlyList<FieldDefinitionNode> Fields { get; init; } = [];
}

/// <summary>The extension of an interface type.</summary>
/// <param name="Name">The type's name.</param>
public sealed record InterfaceTypeExtensionNode(string Name) : TypeExtensionNode(Name), IFieldsNode
{
    /// <inheritdoc/>
    public override NodeKind Kind => NodeKind.InterfaceTypeExtension;

    /// <inheritdoc/>
    public IReadOnlyList<NamedTypeNode> Interfaces { get; init; } = [];

    /// <inheritdoc/>
    public IReadOnlyList<FieldDefinitionNode> Fields { get; init; } = [];
}

/// <summary>The extension of a union type.</summary>
/// <param name="Name">The type's name.</param>
public sealed record UnionTypeExtensionNode(string Name) : TypeExtensionNode(Name), IUnionNode
{
    /// <inheritdoc/>
    public override NodeKind Kind => NodeKind.UnionTypeExtension;

    /// <inheritdoc/>
    public IReadOnlyList<NamedTypeNode> Types { get; init; } = [];
}

/// <summary>The extension of an enum type.</summary>
/// <param name="Name">The type's name.</param>
public sealed record EnumTypeExtensionNode(string Name) : TypeExtensionNode(Name), IEnumNode
{
    /// <inheritdoc/>
    public override NodeKind Kind => NodeKind.EnumTypeExtension;

    /// <inheritdoc/>
    public IReadOnlyList<EnumValueDefinitionNode> Values { get; init; } = [];
}

/// <summary>The extension of an input object type.</summary>
/// <param name="Name">The type's name.</param>
public sealed record InputObjectTypeExtensionNode(string Name) : TypeExtensionNode(Name), IInputObjectNode
{
    /// <inheritdoc/>
    public override NodeKind Kind => NodeKind.InputObjectTypeExtension;

    /// <inheritdoc/>
    public IReadOnlyList<InputValueDefinitionNode> Fields { get; init; } = [];
}
