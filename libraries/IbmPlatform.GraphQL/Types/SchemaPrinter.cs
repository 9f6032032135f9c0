using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.GraphQL.Types;

/// <summary>Writes a schema in the schema language: extensions merged, applied directives kept, what every schema has left out.</summary>
public static class SchemaPrinter
{
    /// <summary>The schema as text that reads back as the same schema.</summary>
    public static string Print(Schema schema) => Printer.Print(ToDocument(schema));

    /// <summary>One type as text.</summary>
    public static string Print(NamedType type) => Printer.Print(ToNode(type));

    /// <summary>The schema as one definition for each of its parts.</summary>
    public static DocumentNode ToDocument(Schema schema)
    {
        var definitions = new List<DefinitionNode>();
        if (SchemaDefinition(schema) is { } definition) definitions.Add(definition);
        definitions.AddRange(schema.Directives.Where(directive => !directive.IsBuiltIn).Select(directive => directive.AstNode!));
        definitions.AddRange(schema.Types
            .Where(type => !type.IsIntrospection && type is not ScalarType { IsBuiltIn: true })
            .Select(ToNode));
        return new DocumentNode(definitions);
    }

    private static SchemaDefinitionNode? SchemaDefinition(Schema schema)
    {
        var roots = schema.Roots.OrderBy(root => root.Key).ToList();
        // The definition is implied when it would say nothing but the usual names, and no other type bears one of them.
        var usual = Enum.GetValues<OperationType>().All(operation =>
            schema.Roots.TryGetValue(operation, out var root)
                ? root.Name == operation.ToString()
                : schema.FindType(operation.ToString()) is not ObjectType);
        if (usual && schema.Description is null && schema.AppliedDirectives.Count == 0) return null;
        if (roots.Count == 0) return null;
        return new SchemaDefinitionNode
        {
            Description = Description(schema.Description),
            Directives = schema.AppliedDirectives,
            OperationTypes = [.. roots.Select(root => new OperationTypeDefinitionNode(root.Key, new NamedTypeNode(root.Value.Name)))],
        };
    }

    private static TypeDefinitionNode ToNode(NamedType type)
    {
        var description = Description(type.Description);
        return type switch
        {
            ObjectType fields => new ObjectTypeDefinitionNode(type.Name)
            {
                Description = description,
                Interfaces = [.. fields.Interfaces.Select(Named)],
                Directives = type.AppliedDirectives,
                Fields = [.. fields.Fields.Select(field => field.AstNode!)],
            },
            InterfaceType fields => new InterfaceTypeDefinitionNode(type.Name)
            {
                Description = description,
                Interfaces = [.. fields.Interfaces.Select(Named)],
                Directives = type.AppliedDirectives,
                Fields = [.. fields.Fields.Select(field => field.AstNode!)],
            },
            UnionType union => new UnionTypeDefinitionNode(type.Name)
            {
                Description = description,
                Directives = type.AppliedDirectives,
                Types = [.. union.PossibleTypes.Select(Named)],
            },
            EnumType values => new EnumTypeDefinitionNode(type.Name)
            {
                Description = description,
                Directives = type.AppliedDirectives,
                Values = [.. values.Values.Select(value => value.AstNode!)],
            },
            InputObjectType input => new InputObjectTypeDefinitionNode(type.Name)
            {
                Description = description,
                Directives = type.AppliedDirectives,
                Fields = [.. input.Fields.Select(field => field.AstNode!)],
            },
            _ => new ScalarTypeDefinitionNode(type.Name) { Description = description, Directives = type.AppliedDirectives },
        };
    }

    private static NamedTypeNode Named(NamedType type) => new(type.Name);

    private static StringValueNode? Description(string? text) => text is null ? null : new StringValueNode(text, Block: true);
}
