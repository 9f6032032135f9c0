using System.Text;
using IbmPlatform.Federation.Composition.Merging;
using IbmPlatform.Federation.Composition.Subgraphs;
using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.Federation.Composition.Printing;

/// <summary>Writes the supergraph's SDL: types by name, members in the order of the subgraphs, so that equal input gives equal text.</summary>
internal sealed class SupergraphPrinter(MergedSupergraph supergraph, IReadOnlyCollection<string> features)
{
    private readonly StringBuilder _text = new();

    public string Print()
    {
        PrintSchema();
        _text.Append(JoinMachinery.Directives).Append('\n');
        foreach (var feature in features) _text.Append(SupergraphFeatures.All[feature].Definition).Append("\n\n");
        foreach (var directive in supergraph.Directives.Values) _text.Append(Printer.Print(directive).TrimEnd()).Append("\n\n");
        PrintGraphs();
        _text.Append(JoinMachinery.Types).Append('\n');
        foreach (var scalar in features.Select(feature => SupergraphFeatures.All[feature].Scalar).OfType<string>()) _text.Append($"scalar {scalar}\n\n");
        foreach (var type in supergraph.Types.Values) PrintType(type);
        return _text.ToString().TrimEnd('\n') + "\n";
    }

    private void PrintSchema()
    {
        _text.Append("schema\n").Append(JoinMachinery.Links).Append('\n');
        foreach (var link in features.Select(feature => SupergraphFeatures.All[feature].Link).Concat(supergraph.CustomLinks.Select(SupergraphFeatures.Print)).Distinct())
            _text.Append($"  {link}\n");
        _text.Append("{\n");
        foreach (var root in Subgraph.RootNames.Where(root => supergraph.Find(root) is not null)) _text.Append($"  {root.ToLowerInvariant()}: {root}\n");
        _text.Append("}\n\n");
    }

    private void PrintGraphs()
    {
        _text.Append("enum join__Graph {\n");
        foreach (var subgraph in supergraph.Subgraphs)
            _text.Append($"  {subgraph.Graph} @join__graph(name: {Joins.Quote(subgraph.Name)}, url: {Joins.Quote(subgraph.Url)})\n");
        _text.Append("}\n\n");
    }

    private void PrintType(MergedType type)
    {
        PrintDescription(type.Description, "");
        var implements = type.Interfaces.Count == 0 ? "" : $" implements {string.Join(" & ", type.Interfaces)}";
        _text.Append($"{Keyword(type.Kind)} {type.Name}{implements}\n");
        foreach (var attribute in Attributes(type)) _text.Append($"  {attribute}\n");
        switch (type.Kind)
        {
            case TypeKind.Object or TypeKind.Interface:
                PrintMembers(type.Fields.Values, PrintField);
                break;
            case TypeKind.InputObject:
                PrintMembers(type.InputFields.Values, field => PrintInput(field, "  "));
                break;
            case TypeKind.Enum:
                PrintMembers(type.EnumValues.Values, value => _text.Append($"  {value.Name}{Trailing(value)}\n"));
                break;
            case TypeKind.Union:
                _text.Append($" = {string.Join(" | ", type.Members)}\n");
                break;
        }

        _text.Append('\n');
    }

    private void PrintMembers<T>(IEnumerable<T> members, Action<T> print) where T : MergedElement
    {
        _text.Append("{\n");
        foreach (var member in members)
        {
            PrintDescription(member.Description, "  ");
            print(member);
        }

        _text.Append("}\n");
    }

    private void PrintField(MergedField field)
    {
        _text.Append($"  {field.Name}");
        if (field.Arguments.Values.Any(argument => argument.Description is not null))
        {
            _text.Append("(\n");
            foreach (var argument in field.Arguments.Values)
            {
                PrintDescription(argument.Description, "    ");
                PrintInput(argument, "    ");
            }

            _text.Append("  )");
        }
        else if (field.Arguments.Count > 0)
        {
            _text.Append($"({string.Join(", ", field.Arguments.Values.Select(Input))})");
        }

        _text.Append($": {field.Type}{Trailing(field)}\n");
    }

    private void PrintInput(MergedInput input, string indent) => _text.Append($"{indent}{Input(input)}\n");

    private static string Input(MergedInput input) =>
        $"{input.Name}: {input.Type}{(input.DefaultValue is { } value ? $" = {Values.Print(value)}" : "")}{Trailing(input)}";

    private static string Trailing(MergedElement element) => string.Concat(Attributes(element).Select(attribute => $" {attribute}"));

    private static IEnumerable<string> Attributes(MergedElement element) => element.Joins.Concat(element.Directives.Select(use => use.Print()));

    private void PrintDescription(string? description, string indent)
    {
        if (description is null) return;
        var block = new StringValueNode(description, Block: true).ToString();
        foreach (var line in block.Split('\n')) _text.Append(line.Length == 0 ? "" : indent).Append(line).Append('\n');
    }

    private static string Keyword(TypeKind kind) => kind switch
    {
        TypeKind.Scalar => "scalar",
        TypeKind.Object => "type",
        TypeKind.Interface => "interface",
        TypeKind.Union => "union",
        TypeKind.Enum => "enum",
        _ => "input",
    };
}
