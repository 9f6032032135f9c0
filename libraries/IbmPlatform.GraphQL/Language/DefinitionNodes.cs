namespace IbmPlatform.GraphQL.Language;

/// <summary>A whole document.</summary>
/// <param name="Definitions">The definitions in the order written.</param>
public sealed record DocumentNode(IReadOnlyList<DefinitionNode> Definitions) : SyntaxNode
{
    /// <inheritdoc/>
    public override NodeKind Kind => NodeKind.Document;

    /// <summary>How many tokens the document has; 0 when it was built in code.</summary>
    public int TokenCount { get; init; }
}

/// <summary>A definition or an extension at the top of a document.</summary>
public abstract record DefinitionNode : SyntaxNode, IDirectedNode
{
    /// <summary>The description; null when there is none. Extensions never have one.</summary>
    public StringValueNode? Description { get; init; }

    /// <inheritdoc/>
    public IReadOnlyList<DirectiveNode> Directives { get; init; } = [];
}

/// <summary>What an operation does.</summary>
public enum OperationType
{
    /// <summary>Reads.</summary>
    Query,

    /// <summary>Writes, field by field in order, then reads.</summary>
    Mutation,

    /// <summary>Follows a stream of events.</summary>
    Subscription,
}

/// <summary>A definition that can be executed: an operation or a fragment.</summary>
public abstract record ExecutableDefinitionNode(SelectionSetNode SelectionSet) : DefinitionNode
{
    /// <summary>The variables in the order written; always empty for a fragment.</summary>
    public IReadOnlyList<VariableDefinitionNode> Variables { get; init; } = [];

    internal int NameStart { get; init; }
}

/// <summary>A query, a mutation or a subscription.</summary>
/// <param name="Operation">Which of the three.</param>
/// <param name="SelectionSet">What is selected of the root type.</param>
public sealed record OperationDefinitionNode(OperationType Operation, SelectionSetNode SelectionSet)
    : ExecutableDefinitionNode(SelectionSet)
{
    /// <inheritdoc/>
    public override NodeKind Kind => NodeKind.OperationDefinition;

    /// <summary>The name; null for an anonymous operation.</summary>
    public string? Name { get; init; }

    /// <summary>Where the name stands; the whole operation's place when it has none.</summary>
    public Location NameLocation => Name is null ? Location : NameAt(NameStart, Name);
}

/// <summary>A named fragment.</summary>
/// <param name="Name">The name.</param>
/// <param name="TypeCondition">The type on which it can be spread.</param>
/// <param name="SelectionSet">The selections that it stands for.</param>
public sealed record FragmentDefinitionNode(string Name, NamedTypeNode TypeCondition, SelectionSetNode SelectionSet)
    : ExecutableDefinitionNode(SelectionSet), INamedNode
{
    /// <inheritdoc/>
    public override NodeKind Kind => NodeKind.FragmentDefinition;

    /// <inheritdoc/>
    public Location NameLocation => NameAt(NameStart, Name);
}

/// <summary>The declaration of a variable: <c>$name: Type = default</c>.</summary>
/// <param name="Variable">The variable.</param>
/// <param name="Type">Its type.</param>
public sealed record VariableDefinitionNode(VariableNode Variable, TypeNode Type) : SyntaxNode, IDirectedNode
{
    /// <inheritdoc/>
    public override NodeKind Kind => NodeKind.VariableDefinition;

    /// <summary>The variable's name without the dollar sign.</summary>
    public string Name => Variable.Name;

    /// <summary>The description; null when there is none.</summary>
    public StringValueNode? Description { get; init; }

    /// <summary>The value when the request gives none; null when there is no default.</summary>
    public ValueNode? DefaultValue { get; init; }

    /// <inheritdoc/>
    public IReadOnlyList<DirectiveNode> Directives { get; init; } = [];
}
