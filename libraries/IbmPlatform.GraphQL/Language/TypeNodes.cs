namespace IbmPlatform.GraphQL.Language;

/// <summary>A reference to a type.</summary>
public abstract record TypeNode : SyntaxNode
{
    /// <summary>The named type inside all lists and non-null marks.</summary>
    public NamedTypeNode NamedType
    {
        get
        {
            var type = this;
            while (true)
            {
                switch (type)
                {
                    case NamedTypeNode named: return named;
                    case ListTypeNode list: type = list.Type; break;
                    default: type = ((NonNullTypeNode)type).Type; break;
                }
            }
        }
    }
}

/// <summary>A reference to a type by its name.</summary>
/// <param name="Name">The type's name.</param>
public sealed record NamedTypeNode(string Name) : TypeNode, INamedNode
{
    /// <inheritdoc/>
    public override NodeKind Kind => NodeKind.NamedType;

    /// <inheritdoc/>
    public Location NameLocation => Location;
}

/// <summary>A list type: <c>[Type]</c>.</summary>
/// <param name="Type">The items' type.</param>
public sealed record ListTypeNode(TypeNode Type) : TypeNode
{
    /// <inheritdoc/>
    public override NodeKind Kind => NodeKind.ListType;
}

/// <summary>A type that excludes null: <c>Type!</c>.</summary>
/// <param name="Type">The nullable type: a named or a list type.</param>
public sealed record NonNullTypeNode(TypeNode Type) : TypeNode
{
    /// <inheritdoc/>
    public override NodeKind Kind => NodeKind.NonNullType;
}
