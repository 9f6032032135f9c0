using IbmPlatform.Federation.Composition.Subgraphs;
using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.Federation.Composition.Rules;

/// <summary>Every type and directive that a subgraph names exists there.</summary>
internal sealed class ValidGraphQLRule : ISubgraphRule
{
    private static readonly HashSet<string> BuiltInScalars = new(["Int", "Float", "String", "Boolean", "ID"], StringComparer.Ordinal);
    private static readonly HashSet<string> BuiltInDirectives = new(["skip", "include", "deprecated", "specifiedBy", "oneOf"], StringComparer.Ordinal);

    public void Check(Subgraph subgraph, CompositionReport report)
    {
        foreach (var type in subgraph.Types.Values)
        {
            CheckDirectives(type.Directives, type.Name);
            foreach (var name in type.Interfaces) CheckKind(name, TypeKind.Interface, $"\"{type.Name}\" implements \"{name}\"");
            foreach (var name in type.Members) CheckKind(name, TypeKind.Object, $"union \"{type.Name}\" has the member \"{name}\"");
            foreach (var field in type.Fields.Values) CheckField(field);
            foreach (var input in type.InputFields.Values) CheckInput(input, $"{type.Name}.{input.Name}");
            foreach (var value in type.EnumValues.Values) CheckDirectives(value.Directives, $"{type.Name}.{value.Name}");
        }

        foreach (var directive in subgraph.Directives.Values)
        {
            foreach (var argument in directive.Arguments) CheckInputType(argument.Type, $"@{directive.Name}({argument.Name}:)");
        }

        void CheckField(SubgraphField field)
        {
            CheckDirectives(field.Directives, field.Coordinate);
            var name = field.Type.NamedType.Name;
            var kind = subgraph.Find(name)?.Kind;
            if (kind is null && !BuiltInScalars.Contains(name)) Fail($"\"{field.Coordinate}\" is of type \"{field.Type}\", but the subgraph defines no \"{name}\"; define it.");
            else if (kind == TypeKind.InputObject) Fail($"\"{field.Coordinate}\" is of the input type \"{name}\"; a field gives an output type.");
            foreach (var argument in field.Arguments) CheckInput(argument, $"{field.Coordinate}({argument.Name}:)");
        }

        void CheckInput(InputValue input, string coordinate)
        {
            CheckDirectives(input.Directives, coordinate);
            CheckInputType(input.Type, coordinate);
        }

        void CheckInputType(TypeNode type, string coordinate)
        {
            var name = type.NamedType.Name;
            var found = subgraph.Find(name);
            if (found is null && !BuiltInScalars.Contains(name) && !subgraph.Links.IsMachinery(name)) Fail($"\"{coordinate}\" is of type \"{type}\", but the subgraph defines no \"{name}\"; define it.");
            else if (found?.IsComposite == true) Fail($"\"{coordinate}\" is of the output type \"{name}\"; an input takes a scalar, an enum or an input type.");
        }

        void CheckKind(string name, TypeKind kind, string what)
        {
            if (subgraph.Find(name)?.Kind != kind) Fail($"{what}, which is not {(kind == TypeKind.Interface ? "an interface" : "an object type")} of the subgraph; define it as one.");
        }

        void CheckDirectives(IEnumerable<DirectiveUse> uses, string coordinate)
        {
            foreach (var use in uses.Where(use => !use.IsFederation && !BuiltInDirectives.Contains(use.Name) && !subgraph.Directives.ContainsKey(use.Name)))
                Fail($"\"{coordinate}\" carries @{use.Name}, which the subgraph neither defines nor imports; define it, or import it by @link.");
        }

        void Fail(string problem) => report.Error(ErrorCodes.InvalidGraphQL, $"[{subgraph.Name}] {problem}");
    }
}
