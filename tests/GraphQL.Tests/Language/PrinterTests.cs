using System.Text.Json;
using IbmPlatform.GraphQL.Language;
using IbmPlatform.Testing;

namespace IbmPlatform.GraphQL.Tests.Language;

public sealed class PrinterTests
{
    [Theory]
    [InlineData(Documents.Executable)]
    [InlineData(Documents.TypeSystem)]
    public void Printing_is_stable_in_both_forms(string text) => AssertStable(text);

    [Fact]
    public void Printing_is_stable_for_every_case_of_the_field()
    {
        var lines = File.ReadLines(SharedFiles.Require("graphql/validation-cases.jsonl"));
        foreach (var line in lines)
        {
            using var @case = JsonDocument.Parse(line);
            foreach (var member in (string[])["query", "sdl", "schema"])
            {
                if (@case.RootElement.TryGetProperty(member, out var text) && text.GetString() is { } document) AssertStable(document);
            }
        }
    }

    [Fact]
    public void People_read_one_member_per_line()
    {
        var document = Parser.ParseDocument("query A($b:Int=1){c:d(e:[1 2],f:{g:\"h\"})@i{j ...K ...on L{m}}}");
        Assert.Equal("""
            query A($b: Int = 1) {
              c: d(e: [1, 2], f: { g: "h" }) @i {
                j
                ...K
                ... on L {
                  m
                }
              }
            }

            """, Printer.Print(document), ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void What_is_sent_has_no_character_too_many()
    {
        var document = Parser.ParseDocument("query A ( $b : Int = 1 , $c: ID ) { c : d ( e : [ 1 2 ] ) @i { j k ... L ... on M { n } o } p q { r } s }");
        Assert.Equal("query A($b:Int=1,$c:ID){c:d(e:[1,2])@i{j k ...L ...on M{n}o}p q{r}s}", Printer.PrintCompact(document));
    }

    [Theory]
    [InlineData("")]
    [InlineData("plain")]
    [InlineData("  indented first line")]
    [InlineData("  all\n  lines\n  indented")]
    [InlineData("\n border lines \n")]
    [InlineData("ends with a quote\"")]
    [InlineData("\"\"\" inside \\")]
    [InlineData("carriage\rreturn, tab\t, bell\a, delete\x7F, 😀")]
    [InlineData("first\n\n  third\n")]
    public void A_string_prints_as_a_literal_of_the_same_value(string value)
    {
        foreach (var block in (bool[])[false, true])
        {
            var node = new FieldDefinitionNode("a", new NamedTypeNode("Int")) { Description = new StringValueNode(value, block) };
            var printed = Printer.Print(new ObjectTypeDefinitionNode("T") { Fields = [node] });
            var type = (ObjectTypeDefinitionNode)Parser.ParseDocument(printed).Definitions[0];
            Assert.Equal(value, type.Fields[0].Description!.Value);
        }
    }

    [Fact]
    public void A_tree_built_in_code_prints_like_one_that_was_read()
    {
        var document = new DocumentNode([
            new OperationDefinitionNode(OperationType.Query, new SelectionSetNode([
                new FieldNode("thing") { Arguments = [new ArgumentNode("id", new IntValueNode(7))], SelectionSet = new SelectionSetNode([new FieldNode("id")]) },
            ])),
        ]);
        Assert.Equal("{thing(id:7){id}}", document.ToString());
        Assert.False(document.Location.IsKnown);
    }

    private static void AssertStable(string text)
    {
        var document = Parser.ParseDocument(text);
        var pretty = Printer.Print(document);
        var compact = Printer.PrintCompact(document);
        Assert.Equal(pretty, Printer.Print(Parser.ParseDocument(pretty)));
        Assert.Equal(compact, Printer.PrintCompact(Parser.ParseDocument(pretty)));
        Assert.Equal(compact, Printer.PrintCompact(Parser.ParseDocument(compact)));
    }
}
