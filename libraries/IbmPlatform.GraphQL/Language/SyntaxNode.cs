namespace IbmPlatform.GraphQL.Language;

/// <summary>A node of the syntax tree: immutable, read from a document by <see cref="Parser"/> or built in code.</summary>
public abstract record SyntaxNode
{
    /// <summary>What the node is.</summary>
    public abstract NodeKind Kind { get; }

    /// <summary>Where the node stands in its document; the default value for nodes built in code.</summary>
    public Location Location { get; init; }

    /// <summary>The node as GraphQL text on one line.</summary>
    public sealed override string ToString() => Printer.PrintCompact(this);

    private protected Location NameAt(int start, string name) =>
        Location.Source is null ? default : Location with { Start = start, End = start + name.Length };
}

/// <summary>A node that carries a name whose own place matters in messages.</summary>
public interface INamedNode
{
    /// <summary>The name.</summary>
    string Name { get; }

    /// <summary>Where the name itself stands.</summary>
    Location NameLocation { get; }
}

/// <summary>A node on which directives can be applied.</summary>
public interface IDirectedNode
{
    /// <summary>The directives in the order written.</summary>
    IReadOnlyList<DirectiveNode> Directives { get; }
}
