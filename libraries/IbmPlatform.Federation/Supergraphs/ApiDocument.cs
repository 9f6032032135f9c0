using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.Federation.Supergraphs;

/// <summary>Makes the document of the API schema: what clients may see of a supergraph.</summary>
internal static class ApiDocument
{
    private static readonly HashSet<string> KeptDirectives = new(["deprecated", "specifiedBy", "oneOf"], StringComparer.Ordinal);

    private static readonly HashSet<string> ExecutableLocations = new(
        ["QUERY", "MUTATION", "SUBSCRIPTION", "FIELD", "FRAGMENT_DEFINITION", "FRAGMENT_SPREAD", "INLINE_FRAGMENT", "VARIABLE_DEFINITION"],
        StringComparer.Ordinal);

    public static DocumentNode Of(DocumentNode supergraph)
    {
        var hidden = supergraph.Definitions.OfType<TypeDefinitionNode>()
            .Where(type => IsMachinery(type.Name) || type.Has("inaccessible"))
            .Select(type => type.Name)
            .ToHashSet(StringComparer.Ordinal);
        var definitions = new List<DefinitionNode>();
        foreach (var definition in supergraph.Definitions)
        {
            if (definition is INamedNode named && hidden.Contains(named.Name)) continue;
            if (Keep(definition, hidden) is { } kept) definitions.Add(kept);
        }

        return new DocumentNode(definitions);
    }

    public static bool IsMachinery(string name) =>
        name.StartsWith("join__", StringComparison.Ordinal) || name.StartsWith("link__", StringComparison.Ordinal) || name.StartsWith("core__", StringComparison.Ordinal);

    private static DefinitionNode? Keep(DefinitionNode definition, HashSet<string> hidden) => definition switch
    {
        DirectiveDefinitionNode directive => IsMachinery(directive.Name) || !directive.Locations.Any(ExecutableLocations.Contains) ? null : directive with
        {
            Locations = [.. directive.Locations.Where(ExecutableLocations.Contains)],
            Arguments = Inputs(directive.Arguments),
        },
        SchemaDefinitionNode schema => schema with { Directives = [] },
        ObjectTypeDefinitionNode type => type with { Directives = Applied(type), Interfaces = Visible(type.Interfaces, hidden), Fields = Fields(type.Fields) },
        InterfaceTypeDefinitionNode type => type with { Directives = Applied(type), Interfaces = Visible(type.Interfaces, hidden), Fields = Fields(type.Fields) },
        UnionTypeDefinitionNode type => type with { Directives = Applied(type), Types = Visible(type.Types, hidden) },
        EnumTypeDefinitionNode type => type with
        {
            Directives = Applied(type),
            Values = [.. type.Values.Where(value => !value.Has("inaccessible")).Select(value => value with { Directives = Applied(value) })],
        },
        InputObjectTypeDefinitionNode type => type with { Directives = Applied(type), Fields = Inputs(type.Fields) },
        ScalarTypeDefinitionNode type => type with { Directives = Applied(type) },
        _ => definition,
    };

    private static IReadOnlyList<FieldDefinitionNode> Fields(IReadOnlyList<FieldDefinitionNode> fields) =>
        [.. fields.Where(field => !field.Has("inaccessible")).Select(field => field with { Directives = Applied(field), Arguments = Inputs(field.Arguments) })];

    private static IReadOnlyList<InputValueDefinitionNode> Inputs(IReadOnlyList<InputValueDefinitionNode> inputs) =>
        [.. inputs.Where(input => !input.Has("inaccessible")).Select(input => input with { Directives = Applied(input) })];

    private static IReadOnlyList<NamedTypeNode> Visible(IReadOnlyList<NamedTypeNode> types, HashSet<string> hidden) =>
        [.. types.Where(type => !hidden.Contains(type.Name))];

    private static IReadOnlyList<DirectiveNode> Applied(IDirectedNode node) => [.. node.Directives.Where(directive => KeptDirectives.Contains(directive.Name))];
}
