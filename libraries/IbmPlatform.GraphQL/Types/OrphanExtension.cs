using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.GraphQL.Types;

/// <summary>Relates extensions to the definitions that they extend.</summary>
internal static class OrphanExtension
{
    /// <summary>The document with an empty definition for each type that it only extends.</summary>
    public static DocumentNode Complete(DocumentNode document)
    {
        var known = document.Definitions.OfType<TypeDefinitionNode>().Select(definition => definition.Name)
            .ToHashSet(StringComparer.Ordinal);
        var orphans = document.Definitions.OfType<TypeExtensionNode>().Where(extension => known.Add(extension.Name)).Select(AsDefinition)
            .ToList();
        return orphans.Count == 0 ? document : document with { Definitions = [.. document.Definitions, .. orphans] };
    }

    /// <summary>An empty definition of the kind that an extension extends.</summary>
    private static TypeDefinitionNode AsDefinition(TypeExtensionNode extension) => extension switch
    {
        ScalarTypeExtensionNode => new ScalarTypeDefinitionNode(extension.Name) { Location = extension.Location, NameStart = extension.NameStart },
        ObjectTypeExtensionNode => new ObjectTypeDefinitionNode(extension.Name) { Location = extension.Location, NameStart = extension.NameStart },
        InterfaceTypeExtensionNode => new InterfaceTypeDefinitionNode(extension.Name) { Location = extension.Location, NameStart = extension.NameStart },
        UnionTypeExtensionNode => new UnionTypeDefinitionNode(extension.Name) { Location = extension.Location, NameStart = extension.NameStart },
        EnumTypeExtensionNode => new EnumTypeDefinitionNode(extension.Name) { Location = extension.Location, NameStart = extension.NameStart },
        _ => new InputObjectTypeDefinitionNode(extension.Name) { Location = extension.Location, NameStart = extension.NameStart },
    };

    /// <summary>Whether the extension is of the definition's kind.</summary>
    public static bool Extends(TypeExtensionNode extension, TypeDefinitionNode definition) =>
        ExtendedKind(extension.Kind) == definition.Kind;

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
