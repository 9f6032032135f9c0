using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Validation.SchemaRules;

/// <summary>3.6 and 3.7, IsValidImplementation(): a type has what the interfaces promise that it implements.</summary>
internal static class ImplementationChecks
{
    private const string Clause = "IsValidImplementation()";

    public static void Check(FieldsType type, Schema schema, SchemaFaults faults)
    {
        foreach (var group in Implements(type).GroupBy(node => node.Name).Where(group => group.Count() > 1))
            faults.Report("sec-Objects.Type-Validation", $"Type \"{type.Name}\" implements \"{group.Key}\" more than once.", [.. group]);
        foreach (var implemented in type.Interfaces)
        {
            if (implemented == type)
            {
                faults.Report(
                    "sec-Interfaces.Type-Validation",
                    $"Type \"{type.Name}\" can't implement itself.",
                    [.. Implements(type, implemented)]);
                continue;
            }

            CheckAncestors(type, implemented, faults);
            foreach (var field in implemented.Fields) CheckField(type, implemented, field, schema, faults);
        }
    }

    private static void CheckAncestors(FieldsType type, InterfaceType implemented, SchemaFaults faults)
    {
        foreach (var ancestor in implemented.Interfaces)
        {
            if (type.Interfaces.Contains(ancestor) || ancestor == implemented) continue;
            var message = ancestor == type
                ? $"Types \"{type.Name}\" and \"{implemented.Name}\" implement each other; one of them can't."
                : $"Type \"{type.Name}\" must implement \"{ancestor.Name}\" too, because \"{implemented.Name}\" does.";
            faults.Report(Clause, message, [.. Implements(implemented, ancestor), .. Implements(type, implemented)]);
        }
    }

    private static void CheckField(FieldsType type, InterfaceType implemented, FieldDefinition promised, Schema schema, SchemaFaults faults)
    {
        var expected = $"{implemented.Name}.{promised.Name}";
        if (type.Fields.Find(promised.Name) is not { } field)
        {
            faults.Report(
                Clause,
                $"Type \"{type.Name}\" misses the field \"{promised.Name}\" of the interface \"{implemented.Name}\".",
                [promised.AstNode, .. type.Nodes]);
            return;
        }

        var coordinate = $"{type.Name}.{field.Name}";
        if (!schema.IsSubType(promised.Type, field.Type) && promised.Type.NamedType is not UnknownType
            && field.Type.NamedType is not UnknownType)
            faults.Report(
                Clause,
                $"Field \"{coordinate}\" is of type \"{field.Type}\"; \"{expected}\" promises \"{promised.Type}\".",
                promised.AstNode?.Type,
                field.AstNode?.Type);
        if (field.DeprecationReason is not null && promised.DeprecationReason is null)
            faults.Report(
                Clause,
                $"Field \"{coordinate}\" can't be deprecated, because \"{expected}\" is not.",
                SpecifiedDirectives.Applied(field.AppliedDirectives, "deprecated"),
                promised.AstNode);
        foreach (var promisedArgument in promised.Arguments)
        {
            if (field.Arguments.Find(promisedArgument.Name) is not { } argument)
                faults.Report(
                    Clause,
                    $"Field \"{coordinate}\" misses the argument \"{promisedArgument.Name}\" of \"{expected}\".",
                    promisedArgument.AstNode,
                    field.AstNode);
            else if (!argument.Type.Equals(promisedArgument.Type))
                faults.Report(
                    Clause,
                    $"\"{coordinate}({argument.Name}:)\" is of type \"{argument.Type}\"; \"{expected}\" has \"{promisedArgument.Type}\".",
                    promisedArgument.AstNode?.Type,
                    argument.AstNode?.Type);
        }

        foreach (var argument in field.Arguments)
        {
            if (argument.IsRequired && promised.Arguments.Find(argument.Name) is null)
                faults.Report(
                    Clause,
                    $"\"{coordinate}({argument.Name}:)\" can't be required, because \"{expected}\" has no such argument.",
                    argument.AstNode,
                    promised.AstNode);
        }
    }

    private static IEnumerable<NamedTypeNode> Implements(FieldsType type) =>
        type.Nodes.Cast<IFieldsNode>().SelectMany(node => node.Interfaces);

    private static IEnumerable<NamedTypeNode> Implements(FieldsType type, InterfaceType implemented) =>
        Implements(type).Where(node => node.Name == implemented.Name);
}
