using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Execution.Introspection;

/// <summary>Fields of <c>__Type</c> (spec 4.2.2): null where the kind of type has none.</summary>
internal static class TypeFields
{
    public static string Kind(IGraphQLType type) => type switch
    {
        NonNullType => "NON_NULL",
        ListType => "LIST",
        NamedType named => named.Kind switch
        {
            TypeKind.Scalar => "SCALAR",
            TypeKind.Object => "OBJECT",
            TypeKind.Interface => "INTERFACE",
            TypeKind.Union => "UNION",
            TypeKind.Enum => "ENUM",
            _ => "INPUT_OBJECT",
        },
        _ => throw new InvalidOperationException($"{type} is of no known kind."),
    };

    public static string? Name(IGraphQLType type) => (type as NamedType)?.Name;

    public static string? Description(IGraphQLType type) => (type as NamedType)?.Description;

    public static string? SpecifiedByURL(IGraphQLType type) => (type as ScalarType)?.SpecifiedByUrl;

    public static IEnumerable<FieldDefinition>? Fields(IGraphQLType type, bool includeDeprecated) =>
        (type as FieldsType)?.Fields.Where(f => includeDeprecated || f.DeprecationReason is null);

    public static IReadOnlyList<InterfaceType>? Interfaces(IGraphQLType type) => (type as FieldsType)?.Interfaces;

    public static IReadOnlyList<ObjectType>? PossibleTypes(IGraphQLType type) =>
        type is CompositeType composite and not ObjectType ? composite.PossibleTypes : null;

    public static IEnumerable<EnumValueDefinition>? EnumValues(IGraphQLType type, bool includeDeprecated) =>
        (type as EnumType)?.Values.Where(v => includeDeprecated || v.DeprecationReason is null);

    public static IEnumerable<InputValueDefinition>? InputFields(IGraphQLType type, bool includeDeprecated) =>
        (type as InputObjectType)?.Fields.Where(f => includeDeprecated || f.DeprecationReason is null);

    public static IGraphQLType? OfType(IGraphQLType type) => type switch
    {
        NonNullType nonNull => nonNull.Nullable,
        ListType list => list.ItemType,
        _ => null,
    };

    public static bool? IsOneOf(IGraphQLType type) => (type as InputObjectType)?.IsOneOf;
}
