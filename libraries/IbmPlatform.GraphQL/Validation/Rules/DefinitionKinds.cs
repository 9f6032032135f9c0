using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.GraphQL.Validation.Rules;

/// <summary>Node kinds of the type system that several rules ask for.</summary>
internal static class DefinitionKinds
{
    public static NodeKind[] TypeExtensions { get; } =
    [
        NodeKind.ScalarTypeExtension, NodeKind.ObjectTypeExtension, NodeKind.InterfaceTypeExtension,
        NodeKind.UnionTypeExtension, NodeKind.EnumTypeExtension, NodeKind.InputObjectTypeExtension,
    ];

    public static NodeKind[] TypeDefinitions { get; } =
    [
        NodeKind.ScalarTypeDefinition, NodeKind.ObjectTypeDefinition, NodeKind.InterfaceTypeDefinition,
        NodeKind.UnionTypeDefinition, NodeKind.EnumTypeDefinition, NodeKind.InputObjectTypeDefinition,
    ];

    public static NodeKind[] WithOutputFields { get; } =
    [
        NodeKind.ObjectTypeDefinition, NodeKind.ObjectTypeExtension, NodeKind.InterfaceTypeDefinition, NodeKind.InterfaceTypeExtension,
    ];

    public static NodeKind[] Schemas { get; } = [NodeKind.SchemaDefinition, NodeKind.SchemaExtension];

    public static NodeKind[] Directed { get; } =
    [
        .. Schemas, .. TypeDefinitions, .. TypeExtensions, NodeKind.FieldDefinition, NodeKind.InputValueDefinition, NodeKind.EnumValueDefinition,
    ];
}
