using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.GraphQL.Tests.Language;

public sealed class ParserTests
{
    [Fact]
    public void A_whole_executable_document_is_read()
    {
        var document = Parser.ParseDocument(Documents.Executable);
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
    public void Every_kind_of_node_is_read_from_the_two_documents()
    {
        var kinds = new KindCollector();
        kinds.Visit(Parser.ParseDocument(Documents.Executable));
        kinds.Visit(Parser.ParseDocument(Documents.TypeSystem));
        Assert.Equal(Enum.GetValues<NodeKind>().Order(), kinds.Seen.Order());
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
    public void Keywords_are_names_where_a_name_is_expected()
    {
        const string text = "query query($on:type=fragment){fragment:mutation(true:null)on ...on on{extend}} fragment type on input{schema}";
        Assert.Equal(text, Printer.PrintCompact(Parser.ParseDocument(text)));
    }

    [Theory]
    [InlineData("", "1:1", "expected a definition, found the end of the document")]
    [InlineData("{", "1:2", "expected a name")]
    [InlineData("{}", "1:2", "expected a name")]
    [InlineData("{ a(", "1:5", "expected a name")]
    [InlineData("{ a() }", "1:5", "expected a name")]
    [InlineData("query () { a }", "1:8", "expected \"$\"")]
    [InlineData("query ($a: Int = $b) { a }", "1:18", "constant")]
    [InlineData("query ($a: Int @d(b: $c)) { a }", "1:22", "constant")]
    [InlineData("fragment on on Query { a }", "1:10", "can't be \"on\"")]
    [InlineData("fragment a Query { a }", "1:12", "\"on\"")]
    [InlineData("{ ...on { a } }", "1:9", "expected a name")]
    [InlineData("\"description\" { a }", "1:15", "behind its description")]
    [InlineData("\"description\" extend type A { b: Int }", "1:15", "can't have a description")]
    [InlineData("notoperation { a }", "1:1", "expected a definition")]
    [InlineData("type A {}", "1:9", "expected a name")]
    [InlineData("extend type A", "1:14", "that the extension adds")]
    [InlineData("extend schema", "1:14", "that the extension adds")]
    [InlineData("extend directive @a on FIELD", "1:8", "behind \"extend\"")]
    [InlineData("enum A { true }", "1:10", "can't be true")]
    [InlineData("directive @a on NOWHERE", "1:17", "directive location")]
    [InlineData("schema { read: Query }", "1:10", "query, mutation or subscription")]
    [InlineData("union A = | B | ", "1:17", "expected a name")]
    [InlineData("type A implements { a: Int }", "1:19", "expected a name")]
    [InlineData("{ a } b", "1:7", "expected a definition")]
    public void What_is_no_document_is_refused_with_its_place(string text, string place, string part)
    {
        var error = Assert.Throws<GraphQLSyntaxException>(() => Parser.ParseDocument(text));
        Assert.Equal(place, Assert.Single(error.Error.Locations).ToString());
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ a", "a selection set nests 201 levels", "}")]
    [InlineData("{ ... ", "a selection set nests 201 levels", "}")]
    [InlineData("[", "", "]")]
    public void Nesting_is_refused_at_its_limit_however_deep_it_goes(string open, string part, string close)
    {
        var text = string.Concat(Enumerable.Repeat(open, 7_000)) + "a" + string.Concat(Enumerable.Repeat(close, 7_000));
        if (part.Length == 0) (text, part) = ($"{{ a(b: {text}) }}", "a list nests 201 levels");
        var error = Assert.Throws<GraphQLSyntaxException>(() => Parser.ParseDocument(text, new ParserOptions { MaxTokens = int.MaxValue }));
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
        Assert.Contains("MaxDepth is 200", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("query ($a: ", "[", "Int", "]", " ) { a }")]
    [InlineData("{ a(b: ", "{c:", "1", "}", ") }")]
    public void Types_and_input_objects_nest_up_to_the_limit(string before, string open, string middle, string close, string after)
    {
        // Two of the levels are taken by the selection set around the value.
        string Nested(int levels) => before + string.Concat(Enumerable.Repeat(open, levels)) + middle + string.Concat(Enumerable.Repeat(close, levels)) + after;
        Parser.ParseDocument(Nested(199));
        Assert.Throws<GraphQLSyntaxException>(() => Parser.ParseDocument(Nested(201)));
    }

    [Fact]
    public void Tokens_are_refused_at_their_limit()
    {
        var options = new ParserOptions { MaxTokens = 4 };
        Assert.Equal(4, Parser.ParseDocument("{ a b }", options).TokenCount);
        var error = Assert.Throws<GraphQLSyntaxException>(() => Parser.ParseDocument("{ a b c }", options));
        Assert.Contains("the limit MaxTokens is 4, this is token 5", error.Message, StringComparison.Ordinal);
        Assert.Equal(9, error.Column);
    }

    private sealed class KindCollector : SyntaxVisitor
    {
        public HashSet<NodeKind> Seen { get; } = [];

        protected override bool Enter(SyntaxNode node)
        {
            Seen.Add(node.Kind);
            return true;
        }
    }
}
