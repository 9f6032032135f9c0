namespace IbmPlatform.GraphQL.Language;

/// <summary>The selections between braces.</summary>
/// <param name="Selections">The selections in the order written.</param>
public sealed record SelectionSetNode(IReadOnlyList<SelectionNode> Selections) : SyntaxNode
{
    /// <inheritdoc/>
    public override NodeKind Kind => NodeKind.SelectionSet;
}

/// <summary>A field, a fragment spread or an inline fragment.</summary>
public abstract record SelectionNode : SyntaxNode, IDirectedNode
{
    /// <inheritdoc/>
    public IReadOnlyList<DirectiveNode> Directives { get; init; } = [];
}

/// <summary>The selection of a field.</summary>
/// <param name="Name">The field's name in the schema.</param>
public sealed record FieldNode(string Name) : SelectionNode, INamedNode
{
    /// <inheritdoc/>
    public override NodeKind Kind => NodeKind.Field;

    /// <summary>The name under which the response gives the field; null when it is the field's own.</summary>
    public string? Alias { get; init; }

    /// <summary>The arguments in the order written.</summary>
    public IReadOnlyList<ArgumentNode> Arguments { get; init; } = [];

    /// <summary>What is selected of the field's value; null when nothing is.</summary>
    public SelectionSetNode? SelectionSet { get; init; }

    /// <summary>The alias, or the name when there is none.</summary>
    public string ResponseName => Alias ?? Name;

    /// <inheritdoc/>
    public Location NameLocation => NameAt(NameStart, Name);

    internal int NameStart { get; init; }
}

/// <summary>The spread of a named fragment: <c>...name</c>.</summary>
/// <param name="Name">The fragment's name.</param>
public sealed record FragmentSpreadNode(string Name) : SelectionNode, INamedNode
{
    /// <inheritdoc/>
    public override NodeKind Kind => NodeKind.FragmentSpread;

    /// <inheritdoc/>
    public Location NameLocation => NameAt(NameStart, Name);

    internal int NameStart { get; init; }
}

/// <summary>A fragment without a name: <c>... on Type { }</c>.</summary>
/// <param name="SelectionSet">The selections that it stands for.</param>
public sealed record InlineFragmentNode(SelectionSetNode SelectionSet) : SelectionNode
{
    /// <inheritdoc/>
    public override NodeKind Kind => NodeKind.InlineFragment;

    /// <summary>The type on which the selections apply; null when it is the surrounding one.</summary>
    public NamedTypeNode? TypeCondition { get; init; }
}

/// <summary>An argument: <c>name: value</c>.</summary>
/// <param name="Name">The argument's name.</param>
/// <param name="Value">The value.</param>
public sealed record ArgumentNode(string Name, ValueNode Value) : SyntaxNode, INamedNode
{
    /// <inheritdoc/>
    public override NodeKind Kind => NodeKind.Argument;

    /// <inheritdoc/>
    public Location NameLocation => NameAt(Location.Start, Name);
}

/// <summary>A directive's application: <c>@name(arguments)</c>.</summary>
/// <param name="Name">The name without the at sign.</param>
public sealed record DirectiveNode(string Name) : SyntaxNode, INamedNode
{
    /// <inheritdoc/>
    public override NodeKind Kind => NodeKind.Directive;

    /// <summary>The arguments in the order written.</summary>
    public IReadOnlyList<ArgumentNode> Arguments { get; init; } = [];

    /// <inheritdoc/>
    public Location NameLocation => NameAt(NameStart, Name);

    internal int NameStart { get; init; }

    /// <summary>The value of an argument as written; null when the argument is not given.</summary>
    public ValueNode? Argument(string name)
    {
        foreach (var argument in Arguments)
        {
            if (argument.Name == name) return argument.Value;
        }

        return null;
    }
}
