namespace IbmPlatform.GraphQL.Types.Comparison;

/// <summary>Which types can take the place of which without a client noticing.</summary>
internal static class TypeCompatibility
{
    /// <summary>Whether every value of the type after has the shape of one of the type before: null may go, it may not come.</summary>
    public static bool OutputKeeps(IGraphQLType before, IGraphQLType after) => before switch
    {
        NonNullType nonNull => after.IsNonNull && OutputKeeps(nonNull.Nullable, after.Nullable),
        ListType list => after.Nullable is ListType other && OutputKeeps(list.ItemType, other.ItemType),
        _ => after.Nullable is NamedType named && named.Name == before.NamedType.Name,
    };

    /// <summary>Whether the type after takes every value that the type before took: null may come, it may not go.</summary>
    /// <remarks>A list in the place of one item is refused: literals would pass (3.11), variables of the old type would not.</remarks>
    public static bool InputKeeps(IGraphQLType before, IGraphQLType after) => before switch
    {
        NonNullType nonNull => InputKeeps(nonNull.Nullable, after.Nullable),
        ListType list => after is ListType other && InputKeeps(list.ItemType, other.ItemType),
        _ => after is NamedType named && named.Name == before.NamedType.Name,
    };
}
