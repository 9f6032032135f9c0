using IbmPlatform.Federation.Composition.Subgraphs;
using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.Federation.Tests.Composition;

/// <summary>A supergraph as a set of statements, so that two can be compared whatever their order and layout.</summary>
internal static class SupergraphFacts
{
    private static readonly string[] FieldSetArguments = ["key", "requires", "provides"];

    public static SortedSet<string> Of(string sdl)
    {
        var facts = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var definition in Parser.ParseDocument(sdl, ParserOptions.Trusted).Definitions)
        {
            if (definition is not TypeDefinitionNode type || IsMachinery(type.Name)) continue;
            facts.Add($"{type.Kind} {type.Name}");
            Directives(type.Name, type.Directives);
            switch (type)
            {
                case IFieldsNode fields:
                    foreach (var name in fields.Interfaces) facts.Add($"{type.Name} implements {name.Name}");
                    foreach (var field in fields.Fields) Field(type.Name, field);
                    break;
                case IInputObjectNode input:
                    foreach (var field in input.Fields) Input($"{type.Name}.{field.Name}", field);
                    break;
                case IUnionNode union:
                    foreach (var member in union.Types) facts.Add($"{type.Name} = {member.Name}");
                    break;
                case IEnumNode values:
                    foreach (var value in values.Values)
                    {
                        facts.Add($"{type.Name}.{value.Name}");
                        Directives($"{type.Name}.{value.Name}", value.Directives);
                    }

                    break;
            }
        }

        return facts;

        void Field(string type, FieldDefinitionNode field)
        {
            facts.Add($"{type}.{field.Name}: {field.Type}");
            Directives($"{type}.{field.Name}", field.Directives);
            foreach (var argument in field.Arguments) Input($"{type}.{field.Name}({argument.Name}:)", argument);
        }

        void Input(string coordinate, InputValueDefinitionNode input)
        {
            facts.Add($"{coordinate}: {input.Type} = {input.DefaultValue}");
            Directives(coordinate, input.Directives);
        }

        void Directives(string coordinate, IReadOnlyList<DirectiveNode> directives)
        {
            foreach (var directive in directives) facts.Add($"{coordinate} {Print(directive)}");
        }
    }

    private static bool IsMachinery(string name) => name.StartsWith("link__", StringComparison.Ordinal) || (name.StartsWith("join__", StringComparison.Ordinal) && name != "join__Graph");

    private static string Print(DirectiveNode directive)
    {
        // resolvable is true where nothing is said.
        var arguments = directive.Arguments.Where(argument => argument is not { Name: "resolvable", Value: BooleanValueNode { Value: true } }).OrderBy(argument => argument.Name, StringComparer.Ordinal)
            .Select(argument => $"{argument.Name}: {(FieldSetArguments.Contains(argument.Name) && argument.Value is StringValueNode text ? FieldSets.Normalise(text.Value) : argument.Value)}");
        return $"@{directive.Name}({string.Join(", ", arguments)})";
    }
}
