using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.GraphQL.Types;

/// <summary>What <see cref="SchemaBuilder"/> hands to a schema.</summary>
internal sealed record SchemaParts(
    IReadOnlyList<NamedType> Types,
    IReadOnlyList<DirectiveDefinition> Directives,
    IReadOnlyDictionary<OperationType, NamedType> Roots,
    SchemaDefinitionNode? AstNode,
    IReadOnlyList<SchemaExtensionNode> Extensions);
