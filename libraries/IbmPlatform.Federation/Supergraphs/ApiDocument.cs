using IbmPlatform.GraphQL.Costs;
using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.Federation.Supergraphs;

/// <summary>Makes the document of the API schema: what clients may see of a supergraph.</summary>
internal sealed class ApiDocument
{
    private static readonly HashSet<string> KeptDirectives = new(["deprecated", "specifiedBy", "oneOf"], StringComparer.Ordinal);

    private static readonly HashSet<string> ExecutableLocations = new(
        ["QUERY", "MUTATION", "SUBSCRIPTION", "FIELD", "FRAGMENT_DEFINITION", "FRAGMENT_SPREAD", "INLINE_FRAGMENT", "VARIABLE_DEFINITION"],
        StringComparer.Ordinal);

    // The supergraph's names of what keeps or gets its own name here.
    private readonly Dictionary<string, string> _kept = KeptDirectives.ToDictionary(name => name, StringComparer.Ordinal);

    private ApiDocument(DocumentNode supergraph)
    {
        var links = supergraph.Definitions.OfType<SchemaNode>().SelectMany(schema => schema.Named("link")).ToList();
        if (!links.Any(link => link.Text("url")?.Contains("/cost/v", StringComparison.Ordinal) == true)) return;
        // What is dear is no secret (IBM's GraphQL Cost Directives, "Goals"), and what the gateway estimates by.
        var names = CostNames.Of(links);
        foreach (var name in names.Cost) _kept[name] = "cost";
        foreach (var name in names.ListSize) _kept[name] = "listSize";
    }

    public static DocumentNode Of(DocumentNode supergraph) => new ApiDocument(supergraph).Read(supergraph);

    private DocumentNode Read(DocumentNode supergraph)
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

    private DefinitionNode? Keep(DefinitionNode definition, HashSet<string> hidden) => definition switch
    {
        DirectiveDefinitionNode directive when _kept.TryGetValue(directive.Name, out var name) => directive with { Name = name, Arguments = Inputs(directive.Arguments) },
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

    private IReadOnlyList<FieldDefinitionNode> Fields(IReadOnlyList<FieldDefinitionNode> fields) =>
        [.. fields.Where(field => !field.Has("inaccessible")).Select(field => field with { Directives = Applied(field), Arguments = Inputs(field.Arguments) })];

    private IReadOnlyList<InputValueDefinitionNode> Inputs(IReadOnlyList<InputValueDefinitionNode> inputs) =>
        [.. inputs.Where(input => !input.Has("inaccessible")).Select(input => input with { Directives = Applied(input) })];

    private static IReadOnlyList<NamedTypeNode> Visible(IReadOnlyList<NamedTypeNode> types, HashSet<string> hidden) =>
        [.. types.Where(type => !hidden.Contains(type.Name))];

    private IReadOnlyList<DirectiveNode> Applied(IDirectedNode node) =>
        [.. node.Directives.Where(directive => _kept.ContainsKey(directive.Name)).Select(directive => directive with { Name = _kept[directive.Name] })];
}
