using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Validation.SchemaRules;

/// <summary>3.13: a directive's definition does not use the directive itself, directly or through types and directives.</summary>
internal sealed class DirectiveCycles(Schema schema, SchemaFaults faults)
{
    public void Check(DirectiveDefinition directive)
    {
        var visited = new HashSet<object>();
        if (directive.Arguments.Any(argument => Uses(argument, directive, visited)))
            faults.Report(
                "sec-Type-System.Directives.Type-Validation",
                $"Directive \"@{directive.Name}\" is used by its own definition.",
                directive.AstNode);
    }

    private bool Uses(InputValueDefinition input, DirectiveDefinition directive, HashSet<object> visited) =>
        Uses(input.AppliedDirectives, directive, visited) || Uses(input.Type.NamedType, directive, visited);

    private bool Uses(NamedType type, DirectiveDefinition directive, HashSet<object> visited)
    {
        if (!visited.Add(type)) return false;
        if (Uses(type.AppliedDirectives, directive, visited)) return true;
        return type switch
        {
            InputObjectType input => input.Fields.Any(field => Uses(field, directive, visited)),
            EnumType values => values.Values.Any(value => Uses(value.AppliedDirectives, directive, visited)),
            _ => false,
        };
    }

    private bool Uses(IReadOnlyList<DirectiveNode> applied, DirectiveDefinition directive, HashSet<object> visited)
    {
        foreach (var node in applied)
        {
            if (node.Name == directive.Name) return true;
            if (schema.FindDirective(node.Name) is { } other && visited.Add(other)
                && other.Arguments.Any(argument => Uses(argument, directive, visited)))
                return true;
        }

        return false;
    }
}
