using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Validation.SchemaRules;

/// <summary>3.6 to 3.10 and 3.13: types have members, members have names and types that they can have.</summary>
internal static class MemberChecks
{
    public static void Check(NamedType type, SchemaFaults faults)
    {
        faults.CheckName(type.Name, $"Type \"{type.Name}\"", type.AstNode);
        switch (type)
        {
            case FieldsType fields: CheckFields(fields, faults); break;
            case UnionType union: CheckUnion(union, faults); break;
            case EnumType values: CheckEnum(values, faults); break;
            case InputObjectType input: CheckInput(input, faults); break;
        }
    }

    public static void Check(DirectiveDefinition directive, SchemaFaults faults)
    {
        faults.CheckName(directive.Name, $"Directive \"@{directive.Name}\"", directive.AstNode);
        foreach (var argument in directive.Arguments) CheckInput("sec-Type-System.Directives.Type-Validation", $"@{directive.Name}({argument.Name}:)", argument, faults);
    }

    private static void CheckFields(FieldsType type, SchemaFaults faults)
    {
        var clause = type is ObjectType ? "sec-Objects.Type-Validation" : "sec-Interfaces.Type-Validation";
        if (type.Fields.Count == 0) faults.Report(clause, $"Type \"{type.Name}\" has no fields; define one at least.", [.. type.Nodes]);
        foreach (var field in type.Fields)
        {
            var coordinate = $"{type.Name}.{field.Name}";
            faults.CheckName(field.Name, $"Field \"{coordinate}\"", field.AstNode);
            if (!field.Type.IsOutput)
                faults.Report(
                    clause,
                    $"Field \"{coordinate}\" can't be of type \"{field.Type}\", which is for input only.",
                    field.AstNode?.Type);
            foreach (var argument in field.Arguments) CheckInput("sec-Field-Arguments", $"{coordinate}({argument.Name}:)", argument, faults);
        }
    }

    private static void CheckInput(string clause, string coordinate, InputValueDefinition input, SchemaFaults faults)
    {
        faults.CheckName(input.Name, $"\"{coordinate}\"", input.AstNode);
        if (!input.Type.IsInput)
            faults.Report(clause, $"\"{coordinate}\" can't be of type \"{input.Type}\", which is for output only.", input.AstNode?.Type);
        if (input.IsRequired && input.DeprecationReason is not null)
            faults.Report(
                clause,
                $"\"{coordinate}\" is required, so that it can't be deprecated; make it nullable or give it a default.",
                SpecifiedDirectives.Applied(input.AppliedDirectives, "deprecated"),
                input.AstNode?.Type);
    }

    private static void CheckUnion(UnionType union, SchemaFaults faults)
    {
        const string clause = "sec-Unions.Type-Validation";
        var members = union.Nodes.Cast<IUnionNode>().SelectMany(node => node.Types).ToList();
        if (members.Count == 0) faults.Report(clause, $"Union \"{union.Name}\" has no member types; name one at least.", [.. union.Nodes]);
        foreach (var group in members.GroupBy(member => member.Name).Where(group => group.Count() > 1))
            faults.Report(clause, $"Union \"{union.Name}\" names its member \"{group.Key}\" more than once.", [.. group]);
    }

    /// <summary>Members of unions and interfaces after <c>implements</c> that are of the wrong kind: the model leaves them out.</summary>
    public static void CheckReferences(NamedType type, Schema schema, SchemaFaults faults)
    {
        foreach (var node in type.Nodes)
        {
            foreach (var member in (node as IUnionNode)?.Types ?? [])
            {
                if (schema.FindType(member.Name) is { } other and not ObjectType)
                    faults.Report(
                        "sec-Unions.Type-Validation",
                        $"Union \"{type.Name}\" can have object types only; \"{other.Name}\" is none.",
                        member);
            }

            foreach (var implemented in (node as IFieldsNode)?.Interfaces ?? [])
            {
                if (schema.FindType(implemented.Name) is { } other and not InterfaceType)
                    faults.Report(
                        "sec-Interfaces",
                        $"Type \"{type.Name}\" can implement interfaces only; \"{other.Name}\" is none.",
                        implemented);
            }
        }
    }

    private static void CheckEnum(EnumType type, SchemaFaults faults)
    {
        if (type.Values.Count == 0)
            faults.Report("sec-Enums.Type-Validation", $"Enum \"{type.Name}\" has no values; define one at least.", [.. type.Nodes]);
        foreach (var value in type.Values) faults.CheckName(value.Name, $"Enum value \"{type.Name}.{value.Name}\"", value.AstNode);
    }

    private static void CheckInput(InputObjectType type, SchemaFaults faults)
    {
        const string clause = "sec-Input-Objects.Type-Validation";
        if (type.Fields.Count == 0)
            faults.Report(clause, $"Input type \"{type.Name}\" has no fields; define one at least.", [.. type.Nodes]);
        foreach (var extension in type.Extensions)
        {
            if (SpecifiedDirectives.Applied(extension.Directives, "oneOf") is { } applied)
                faults.Report(clause, $"@oneOf stands on the definition of input type \"{type.Name}\", not on an extension.", applied);
        }

        foreach (var field in type.Fields)
        {
            var coordinate = $"{type.Name}.{field.Name}";
            CheckInput(clause, coordinate, field, faults);
            if (!type.IsOneOf) continue;
            if (field.Type.IsNonNull)
                faults.Report(clause, $"\"{coordinate}\" must be nullable, as a field of a OneOf input type.", field.AstNode?.Type);
            if (field.DefaultValue is not null)
                faults.Report(clause, $"\"{coordinate}\" can't have a default, as a field of a OneOf input type.", field.AstNode);
        }
    }
}
