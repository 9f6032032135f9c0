using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.GraphQL.Types;

/// <summary>The six kinds of named type, by the names of <c>__TypeKind</c>.</summary>
public enum TypeKind
{
    /// <summary>A leaf with values of its own format.</summary>
    Scalar,

    /// <summary>Fields with values.</summary>
    Object,

    /// <summary>Fields that object types share.</summary>
    Interface,

    /// <summary>One of several object types.</summary>
    Union,

    /// <summary>A leaf with a closed list of values.</summary>
    Enum,

    /// <summary>Fields that the client gives.</summary>
    InputObject,
}

/// <summary>A type that a schema defines by name.</summary>
public abstract class NamedType : IGraphQLType
{
    private protected NamedType(string name) => Name = name;

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>Which of the six kinds it is.</summary>
    public abstract TypeKind Kind { get; }

    /// <summary>The description, Markdown; null when there is none.</summary>
    public string? Description { get; internal set; }

    /// <summary>The definition; null for what every schema has (built-in scalars).</summary>
    public TypeDefinitionNode? AstNode { get; internal set; }

    /// <summary>The extensions merged into the type, in document order.</summary>
    public IReadOnlyList<TypeExtensionNode> Extensions { get; internal set; } = [];

    /// <summary>The directives applied on the definition and on its extensions.</summary>
    public IReadOnlyList<DirectiveNode> AppliedDirectives { get; internal set; } = [];

    /// <summary>Whether it is one of the introspection system's types, <c>__Schema</c> and so on.</summary>
    public bool IsIntrospection => Name.StartsWith("__", StringComparison.Ordinal);

    NamedType IGraphQLType.NamedType => this;

    IGraphQLType IGraphQLType.Nullable => this;

    bool IGraphQLType.IsNonNull => false;

    /// <inheritdoc/>
    public bool IsInput => Kind is TypeKind.Scalar or TypeKind.Enum or TypeKind.InputObject;

    /// <inheritdoc/>
    public bool IsOutput => Kind is not TypeKind.InputObject;

    /// <summary>Whether values of the type have no fields: a scalar or an enum.</summary>
    public bool IsLeaf => Kind is TypeKind.Scalar or TypeKind.Enum;

    /// <inheritdoc/>
    public override string ToString() => Name;

    // Definition first, then extensions: what messages about the whole type point to.
    internal IEnumerable<TypeSystemTypeNode> Nodes => AstNode is null ? Extensions : [AstNode, .. Extensions];
}
