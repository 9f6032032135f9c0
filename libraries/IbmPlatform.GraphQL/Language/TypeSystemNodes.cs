namespace IbmPlatform.GraphQL.Language;

/// <summary>A definition or extension of the type system that has a name: of a type or of a directive.</summary>
/// <param name="Name">The name, for a directive without the at sign.</param>
public abstract record NamedTypeSystemNode(string Name) : DefinitionNode, INamedNode
{
    /// <inheritdoc/>
    public Location NameLocation => NameAt(NameStart, Name);

    internal int NameStart { get; init; }
}

/// <summary>The definition or the extension of a type; <see cref="IsExtension"/> tells which.</summary>
/// <param name="Name">The type's name.</param>
public abstract record TypeSystemTypeNode(string Name) : NamedTypeSystemNode(Name)
{
    /// <summary>Whether it extends a type that is defined elsewhere.</summary>
    public abstract bool IsExtension { get; }
}

/// <summary>The definition of a type.</summary>
/// <param name="Name">The type's name.</param>
public abstract record TypeDefinitionNode(string Name) : TypeSystemTypeNode(Name)
{
    /// <inheritdoc/>
    public sealed override bool IsExtension => false;
}

/// <summary>The extension of a type.</summary>
/// <param name="Name">The type's name.</param>
public abstract record TypeExtensionNode(string Name) : TypeSystemTypeNode(Name)
{
    /// <inheritdoc/>
    public sealed override bool IsExtension => true;
}

/// <summary>A definition or extension of the schema's roots.</summary>
public abstract record SchemaNode : DefinitionNode
{
    /// <summary>The root types given.</summary>
    public IReadOnlyList<OperationTypeDefinitionNode> OperationTypes { get; init; } = [];
}

/// <summary>A definition or extension that has output fields: of an object or an interface type.</summary>
public interface IFieldsNode : INamedNode
{
    /// <summary>The interfaces named after <c>implements</c>.</summary>
    IReadOnlyList<NamedTypeNode> Interfaces { get; }

    /// <summary>The fields in the order written.</summary>
    IReadOnlyList<FieldDefinitionNode> Fields { get; }
}

/// <summary>A definition or extension of a union type.</summary>
public interface IUnionNode : INamedNode
{
    /// <summary>The member types in the order written.</summary>
    IReadOnlyList<NamedTypeNode> Types { get; }
}

/// <summary>A definition or extension of an enum type.</summary>
public interface IEnumNode : INamedNode
{
    /// <summary>The values in the order written.</summary>
    IReadOnlyList<EnumValueDefinitionNode> Values { get; }
}

/// <summary>A definition or extension of an input object type.</summary>
public interface IInputObjectNode : INamedNode
{
    /// <summary>The fields in the order written.</summary>
    IReadOnlyList<InputValueDefinitionNode> Fields { get; }
}

/// <summary>A root of the schema: <c>query: Type</c>.</summary>
/// <param name="Operation">Which root.</param>
/// <param name="Type">Its object type.</param>
public sealed record OperationTypeDefinitionNode(OperationType Operation, NamedTypeNode Type) : SyntaxNode
{
    /// <inheritdoc/>
    public override NodeKind Kind => NodeKind.OperationTypeDefinition;
}

/// <summary>The definition of an output field.</summary>
/// <param name="Name">The field's name.</param>
/// <param name="Type">Its type.</param>
public sealed record FieldDefinitionNode(string Name, TypeNode Type) : SyntaxNode, INamedNode, IDirectedNode
{
    /// <inheritdoc/>
    public override NodeKind Kind => NodeKind.FieldDefinition;

    /// <summary>The description; null when there is none.</summary>
    public StringValueNode? Description { get; init; }

    /// <summary>The arguments in the order written.</summary>
    public IReadOnlyList<InputValueDefinitionNode> Arguments { get; init; } = [];

    /// <inheritdoc/>
    public IReadOnlyList<DirectiveNode> Directives { get; init; } = [];

    /// <inheritdoc/>
    public Location NameLocation => NameAt(NameStart, Name);

    internal int NameStart { get; init; }
}

/// <summary>The definition of an argument or of an input object's field.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type.</param>
public sealed record InputValueDefinitionNode(string Name, TypeNode Type) : SyntaxNode, INamedNode, IDirectedNode
{
    /// <inheritdoc/>
    public override NodeKind Kind => NodeKind.InputValueDefinition;

    /// <summary>The description; null when there is none.</summary>
    public StringValueNode? Description { get; init; }

    /// <summary>The value when none is given; null when there is no default.</summary>
    public ValueNode? DefaultValue { get; init; }

    /// <inheritdoc/>
    public IReadOnlyList<DirectiveNode> Directives { get; init; } = [];

    /// <inheritdoc/>
    public Location NameLocation => NameAt(NameStart, Name);

    internal int NameStart { get; init; }
}

/// <summary>The definition of an enum's value.</summary>
/// <param name="Name">The value's name.</param>
public sealed record EnumValueDefinitionNode(string Name) : SyntaxNode, INamedNode, IDirectedNode
{
    /// <inheritdoc/>
    public override NodeKind Kind => NodeKind.EnumValueDefinition;

    /// <summary>The description; null when there is none.</summary>
    public StringValueNode? Description { get; init; }

    /// <inheritdoc/>
    public IReadOnlyList<DirectiveNode> Directives { get; init; } = [];

    /// <inheritdoc/>
    public Location NameLocation => NameAt(NameStart, Name);

    internal int NameStart { get; init; }
}

/// <summary>The definition of a directive.</summary>
/// <param name="Name">The name without the at sign.</param>
/// <param name="Locations">Where it can be applied, by the specification's names.</param>
public sealed record DirectiveDefinitionNode(string Name, IReadOnlyList<string> Locations) : NamedTypeSystemNode(Name)
{
    /// <inheritdoc/>
    public override NodeKind Kind => NodeKind.DirectiveDefinition;

    /// <summary>The arguments in the order written.</summary>
    public IReadOnlyList<InputValueDefinitionNode> Arguments { get; init; } = [];

    /// <summary>Whether it can be applied more than once in one place.</summary>
    public bool Repeatable { get; init; }
}
