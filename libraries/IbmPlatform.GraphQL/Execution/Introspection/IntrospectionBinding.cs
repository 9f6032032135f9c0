using IbmPlatform.GraphQL.Execution.Leaves;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Execution.Introspection;

/// <summary>The introspection types (spec 4.2) are bound like any others, to the type model itself.</summary>
internal static class IntrospectionBinding
{
    public static IReadOnlyList<ObjectRegistration> Objects { get; } =
    [
        new("__Schema", typeof(Schema), [typeof(SchemaFields)]),
        new("__Type", typeof(IGraphQLType), [typeof(TypeFields)]),
        new("__Field", typeof(FieldDefinition), [typeof(FieldFields)]),
        new("__InputValue", typeof(InputValueDefinition), [typeof(InputValueFields)]),
        new("__EnumValue", typeof(EnumValueDefinition), [typeof(EnumValueFields)]),
        new("__Directive", typeof(DirectiveDefinition), [typeof(DirectiveFields)]),
    ];

    public static IReadOnlyList<LeafBinding> Enums { get; } = [new NameLeaf("__TypeKind"), new NameLeaf("__DirectiveLocation")];
}
