using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.GraphQL.Types;

/// <summary>Relates extensions to the definitions that they extend.</summary>
internal static class OrphanExtension
{
    /// <summary>An empty definition of the kind that an extension extends.</summary>
    public static TypeDefinitionNode AsDefinition(TypeExtensionNode extension) => extension switch
    {
        ScalarTypeExtensionNode => new ScalarTypeDefinitionNode(extension.Name) { Location = extension.Location, NameStart = extension.NameStart },
        ObjectTypeExtensionNode => new ObjectTypeDefinitionNode(extension.Name) { Location = extension.Location, NameStart = extension.NameStart },
        InterfaceTypeExtensionNode => new InterfaceTypeDefinitionNode(extension.Name) { Location = extension.Location, NameStart = extension.NameStart },
        UnionTypeExtensionNode => new UnionTypeDefinitionNode(extension.Name) { Location = extension.Location, NameStart = extension.NameStart },
        EnumTypeExtensionNode => new EnumTypeDefinitionNode(extension.Name) { Location = extension.Location, NameStart = extension.NameStart },
        _ => new InputObjectTypeDefinitionNode(extension.Name) { Location = extension.Location, NameStart = extension.NameStart },
    };

    /// <summary>Whether the extension is of the definition's kind.</summary>
    public static bool Extends(TypeExtensionNode extension, TypeDefinitionNode definition) => ExtendedKind(extension.Kind) == definition.Kind;

    /// <summary>The kind of definition that a kind of extension extends.</summary>
    public static NodeKind ExtendedKind(NodeKind extension) => extension switch
    {
        NodeKind.ScalarTypeExtension => NodeKind.ScalarTypeDefinition,
        NodeKind.ObjectTypeExtension => NodeKind.ObjectTypeDefinition,
        NodeKind.InterfaceTypeExtension => NodeKind.InterfaceTypeDefinition,
        NodeKind.UnionTypeExtension => NodeKind.UnionTypeDefinition,
        NodeKind.EnumTypeExtension => NodeKind.EnumTypeDefinition,
        _ => NodeKind.InputObjectTypeDefinition,
    };
}
