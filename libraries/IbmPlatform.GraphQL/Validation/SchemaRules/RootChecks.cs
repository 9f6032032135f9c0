using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Validation.SchemaRules;

/// <summary>3.3.1: there is a query root; roots are object types, each another one.</summary>
internal static class RootChecks
{
    private const string Clause = "sec-Root-Operation-Types";

    public static void Check(Schema schema, SchemaFaults faults)
    {
        if (!schema.Roots.ContainsKey(OperationType.Query))
            faults.Report(
                Clause,
                "The schema has no query root; define \"type Query\" or name one in \"schema { query: ... }\".",
                schema.AstNode);
        var seen = new Dictionary<NamedType, OperationType>();
        foreach (var (operation, type) in schema.Roots)
        {
            if (type is not (ObjectType or UnknownType))
                faults.Report(
                    Clause,
                    $"The {operation} root \"{type.Name}\" is no object type.",
                    (SyntaxNode?)NodeOf(schema, operation) ?? type.AstNode);
            if (!seen.TryAdd(type, operation))
                faults.Report(
                    Clause,
                    $"Type \"{type.Name}\" is the {seen[type]} and the {operation} root; each root needs a type of its own.",
                    NodeOf(schema, seen[type]),
                    NodeOf(schema, operation));
        }
    }

    private static NamedTypeNode? NodeOf(Schema schema, OperationType operation) =>
        (schema.AstNode?.OperationTypes ?? []).Concat(schema.Extensions.SelectMany(extension => extension.OperationTypes))
            .FirstOrDefault(root => root.Operation == operation)?.Type;
}
