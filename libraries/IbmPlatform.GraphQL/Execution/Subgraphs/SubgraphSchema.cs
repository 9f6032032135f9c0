using System.Text;
using IbmPlatform.GraphQL.Execution.Leaves;
using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.GraphQL.Execution.Subgraphs;

/// <summary>What a subgraph's SDL may use without defining it (Apollo Federation 2, "Subgraph specification").</summary>
internal static class SubgraphSchema
{
    private const string FederationUrl = "specs.apollo.dev/federation/v2";

    /// <summary>The definitions to add, as SDL.</summary>
    public static string Additions(DocumentNode document, string queryType)
    {
        var defined = document.Definitions.OfType<NamedTypeSystemNode>().Select(d => (d is DirectiveDefinitionNode ? "@" : "") + d.Name).ToHashSet();
        var sdl = new StringBuilder();
        if (FederationLink(document) is { } link)
        {
            var names = LinkImports.Of(link);
            foreach (var definition in FederationDefinitions.For(names))
            {
                if (defined.Add(definition.Key)) sdl.AppendLine(definition.Value);
            }

            AddRootFields(document, names.NameOf("@key")[1..], queryType, sdl);
        }

        foreach (var definition in FederationDefinitions.Costs)
        {
            if (!defined.Contains(definition.Key) && Uses(document, definition.Key[1..])) sdl.AppendLine(definition.Value);
        }

        return sdl.ToString();
    }

    /// <summary>The document with the additions.</summary>
    public static DocumentNode Complete(DocumentNode document, string additions) => additions.Length == 0
        ? document
        : new DocumentNode([
            .. document.Definitions,
            .. Parser.ParseDocument(additions, ParserOptions.Trusted with { SourceName = "subgraph definitions" }).Definitions]);

    public static string QueryTypeName(DocumentNode document) =>
        document.Definitions.OfType<SchemaNode>().SelectMany(s => s.OperationTypes)
            .FirstOrDefault(o => o.Operation == OperationType.Query)?.Type.Name ?? "Query";

    public static bool IsEntity(IReadOnlyList<DirectiveNode> directives, string key = "key") =>
        directives.Any(d => d.Name is var name && (name == key || name == "federation__key")
            && d.Argument("resolvable") is not BooleanValueNode { Value: false });

    public static LeafBinding? Scalar(string name) => name switch
    {
        "_Any" => new AnyScalar(),
        "link__Import" => new DirectiveScalar(name),
        _ when FederationDefinitions.Scalars.Contains(name.Replace("federation__", "", StringComparison.Ordinal)) => new DirectiveScalar(name),
        _ => null,
    };

    public static bool IsPurpose(string name) => name == "link__Purpose";

    public static bool IsSubgraph(DocumentNode document) => FederationLink(document) is not null;

    private static DirectiveNode? FederationLink(DocumentNode document) =>
        document.Definitions.OfType<SchemaNode>().SelectMany(s => s.Directives).FirstOrDefault(d =>
            d.Name == "link" && d.Argument("url") is StringValueNode url && url.Value.Contains(FederationUrl, StringComparison.Ordinal));

    private static void AddRootFields(DocumentNode document, string key, string queryType, StringBuilder sdl)
    {
        var entities = document.Definitions.OfType<TypeSystemTypeNode>()
            .Where(t => t is ObjectTypeDefinitionNode or ObjectTypeExtensionNode && IsEntity(t.Directives, key))
            .Select(t => t.Name).Distinct().ToList();
        var fields = "_service: _Service!";
        if (entities.Count > 0)
        {
            sdl.AppendLine($"union _Entity = {string.Join(" | ", entities)}").AppendLine("scalar _Any");
            fields += " _entities(representations: [_Any!]!): [_Entity]!";
        }

        sdl.AppendLine("type _Service { sdl: String }");
        sdl.AppendLine(document.Definitions.OfType<ObjectTypeDefinitionNode>().Any(t => t.Name == queryType)
            ? $"extend type {queryType} {{ {fields} }}"
            : $"type {queryType} {{ {fields} }}");
    }

    private static bool Uses(DocumentNode document, string directive) => document.Definitions.Any(definition => definition switch
    {
        IFieldsNode fields => Applies(definition.Directives, directive) || fields.Fields.Any(f =>
            Applies(f.Directives, directive) || f.Arguments.Any(a => Applies(a.Directives, directive))),
        IInputObjectNode input => Applies(definition.Directives, directive) || input.Fields.Any(f => Applies(f.Directives, directive)),
        _ => Applies(definition.Directives, directive),
    });

    private static bool Applies(IReadOnlyList<DirectiveNode> directives, string name) => directives.Any(d => d.Name == name);
}
