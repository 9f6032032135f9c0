using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.Conformance.Tests.Federation;

/// <summary>A subgraph's SDL as the schema that it serves: with the federation directives and <c>_entities</c>.</summary>
internal static class SubgraphSchema
{
    private const string Machinery = """
        directive @link(url: String, as: String, for: String, import: [link__Import]) repeatable on SCHEMA
        directive @key(fields: String!, resolvable: Boolean = true) repeatable on OBJECT | INTERFACE
        directive @requires(fields: String!) on FIELD_DEFINITION
        directive @provides(fields: String!) on FIELD_DEFINITION
        directive @external(reason: String) on OBJECT | FIELD_DEFINITION
        directive @shareable repeatable on OBJECT | FIELD_DEFINITION
        directive @override(from: String!) on FIELD_DEFINITION
        directive @inaccessible on FIELD_DEFINITION | OBJECT | INTERFACE | UNION | ARGUMENT_DEFINITION | SCALAR | ENUM | ENUM_VALUE | INPUT_OBJECT | INPUT_FIELD_DEFINITION
        directive @extends on OBJECT | INTERFACE
        directive @interfaceObject on OBJECT
        scalar link__Import
        scalar _Any
        type _Service { sdl: String }
        extend type Query { _service: _Service! }
        """;

    public static Schema Of(string sdl)
    {
        var own = Parser.ParseDocument(sdl);
        var entities = own.Definitions.OfType<TypeSystemTypeNode>()
            .Where(type => type is ObjectTypeDefinitionNode or ObjectTypeExtensionNode && type.Directives.Any(directive => directive.Name == "key"))
            .Select(type => type.Name).Distinct().ToList();
        var added = entities.Count == 0
            ? ""
            : $"union _Entity = {string.Join(" | ", entities)} extend type Query {{ _entities(representations: [_Any!]!): [_Entity]! }}";
        var machinery = Parser.ParseDocument(Machinery + "\n" + added);
        return Schema.FromDocument(new DocumentNode([.. own.Definitions, .. machinery.Definitions]), new SchemaOptions { OrphanExtensionsDefine = true });
    }
}
