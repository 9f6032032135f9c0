using IbmPlatform.Federation.Supergraphs;
using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.Federation.Planning;

/// <summary>What a leaf must look like in JSON.</summary>
internal enum LeafKind
{
    Int,
    Float,
    String,
    Boolean,
    Id,
    Enum,
    Custom,
}

/// <summary>The type of an output field as the writer needs it.</summary>
/// <param name="IsNonNull">A null here is an error that propagates.</param>
/// <param name="Item">The items' shape of a list; null for other types.</param>
/// <param name="Leaf">What a leaf must look like.</param>
/// <param name="Type">The named type.</param>
internal sealed record ValueShape(bool IsNonNull, ValueShape? Item, LeafKind Leaf, SupergraphType Type)
{
    public static ValueShape Of(TypeNode type, SupergraphType named, bool isNonNull = false) => type switch
    {
        NonNullTypeNode nonNull => Of(nonNull.Type, named, isNonNull: true),
        ListTypeNode list => new ValueShape(isNonNull, Of(list.Type, named), LeafKind.Custom, named),
        _ => new ValueShape(isNonNull, null, KindOf(named), named),
    };

    private static LeafKind KindOf(SupergraphType type) => type switch
    {
        { AccessibleValues: not null } => LeafKind.Enum,
        { Name: "Int" } => LeafKind.Int,
        { Name: "Float" } => LeafKind.Float,
        { Name: "String" } => LeafKind.String,
        { Name: "Boolean" } => LeafKind.Boolean,
        { Name: "ID" } => LeafKind.Id,
        _ => LeafKind.Custom,
    };
}
