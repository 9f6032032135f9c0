using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.GraphQL.Tests.Language;

public sealed class ParserTests
{
    private const string KitchenSink = """"
        "Finds things" query Find("the id" $id: ID! = "a" @tag(name: "x"), $list: [[Int!]!] = [[1, -2], []]) @live {
          first: thing(id: $id, filter: {a: 1.5e3, b: null, c: [ENUM, true], d: {}}) @include(if: true) {
            ...Part @skip(if: false)
            ... on Other { text(value: """block""") }
            ... @include(if: $x) { id }
          }
        }
        """Of a part""" fragment Part on Thing @tag { id name }
        mutation { a } subscription S { b }
        """";

    [Fact]
    public void A_whole_executable_document_is_read()
    {
        var document = Parser.ParseDocument(KitchenSink);
        Assert.Equal(4, document.Definitions.Count);
        var operation = Assert.IsType<OperationDefinitionNode>(document.Definitions[0]);
        Assert.Equal("Find", operation.Name);
        Assert.Equal("Finds things", operation.Description?.Value);
        Assert.Equal("the id", operation.Variables[0].Description?.Value);
        Assert.Equal("tag", operation.Variables[0].Directives[0].Name);
        var field = Assert.IsType<FieldNode>(operation.SelectionSet.Selections[0]);
        Assert.Equal(("first", "thing", "first"), (field.Alias, field.Name, field.ResponseName));
        Assert.Equal(3, field.SelectionSet!.Selections.Count);
    }

    [Fact]
    public void A_node_knows_its_place_and_its_name_s_place()
    {
        var document = Parser.ParseDocument("query A {\r\n  alias: name\r\n}");
        var field = (FieldNode)((OperationDefinitionNode)document.Definitions[0]).SelectionSet.Selections[0];
        Assert.Equal((2, 3), (field.Location.Line, field.Location.Column));
        Assert.Equal((2, 10), (field.NameLocation.Line, field.NameLocation.Column));
        Assert.Equal((13, 24), (field.Location.Start, field.Location.End));
    }

    [Fact]
    public void Printing_is_stable_in_both_forms()
    {
        var document = Parser.ParseDocument(KitchenSink);
        var pretty = Printer.Print(document);
        var compact = Printer.PrintCompact(document);
        Assert.Equal(pretty, Printer.Print(Parser.ParseDocument(pretty)));
        Assert.Equal(compact, Printer.PrintCompact(Parser.ParseDocument(pretty)));
        Assert.Equal(compact, Printer.PrintCompact(Parser.ParseDocument(compact)));
    }
}
