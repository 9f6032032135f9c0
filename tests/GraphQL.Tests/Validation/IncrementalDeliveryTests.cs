using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;
using IbmPlatform.GraphQL.Validation;

namespace IbmPlatform.GraphQL.Tests.Validation;

public sealed class IncrementalDeliveryTests
{
    private static readonly Schema Schema = IncrementalDirectives.AddTo(Schema.FromSdl("""
        type Query { node: Node list: [Node!]! lists: [[Int]] name: String }
        type Node { id: ID node: Node list: [Node] }
        type Mutation { node: Node list: [Node] }
        type Subscription { node: Node }
        """));

    [Theory]
    [InlineData("{ node { ... @defer(label: \"a\") { id } ...F @defer } list @stream(label: \"b\", initialCount: 2) { id } } fragment F on Node { id }")]
    [InlineData("{ list @stream { list @stream { id } } }")]
    [InlineData("mutation { node { ... @defer { list @stream { id } } } }")]
    [InlineData("subscription($no: Boolean!) { node { ... @defer(if: $no) { id } ... @defer(if: false) { id } ... @skip(if: $no) { ... @defer { id } } } }")]
    [InlineData("{ ... @defer(label: null) { name } ... @defer(label: null) { node { id } } }")]
    [InlineData("{ list @stream { id } other: list @stream { id } }")]
    public void What_the_draft_allows_is_valid(string query) => Assert.Empty(Messages(query));

    [Theory]
    [InlineData("{ node @stream { id } }", "@stream can't be used on Query.node, which is no list.")]
    [InlineData("mutation { ... @defer { node { id } } }", "@defer can't be used on the root type Mutation of mutations.")]
    [InlineData("mutation { ...F ...F @defer } fragment F on Mutation { node { id } }", "@defer can't be used on the root type Mutation of mutations.")]
    [InlineData("mutation { ...F } fragment F on Mutation { list @stream { id } }", "@stream can't be used on the root type Mutation of mutations.")]
    [InlineData("subscription { node { ...F } } fragment F on Node { ... @defer { id } }",
        "@defer is not supported in subscriptions; turn it off by its argument \"if\".")]
    [InlineData("{ ... @defer(label: \"a\") { name } list @stream(label: \"a\") { id } }",
        "The label \"a\" is given twice; each @defer and @stream of a document needs a label of its own, or none.")]
    [InlineData("query($l: String) { ... @defer(label: $l) { name } }", "The label of @defer must be a string written in the document.")]
    [InlineData("{ list { id } list @stream { id } }", "Fields \"list\" can't be merged, because one of them is streamed. Give one of them another alias.")]
    [InlineData("{ list @stream { id } list @stream { id } }", "Fields \"list\" can't be merged, because one of them is streamed. Give one of them another alias.")]
    public void What_the_draft_forbids_is_refused(string query, string message) => Assert.Equal([message], Messages(query));

    [Fact]
    public void A_refusal_names_the_clause_of_the_draft()
    {
        var error = Assert.Single(DocumentValidator.Validate(Schema, Parser.ParseDocument("{ node @stream { id } }")));
        Assert.Equal("https://github.com/graphql/graphql-spec/pull/1110#sec-Stream-Directives-Are-Used-On-List-Fields", error.Extensions!["specifiedBy"]);
    }

    [Fact]
    public void A_schema_without_the_directives_knows_none_of_it()
    {
        var plain = Schema.FromSdl("type Query { list: [Int] }");
        var error = Assert.Single(DocumentValidator.Validate(plain, Parser.ParseDocument("{ list @stream }")));
        Assert.Contains("stream", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_directives_are_printed_with_the_schema_and_bring_their_types() =>
        Assert.Contains("directive @stream(", SchemaPrinter.Print(IncrementalDirectives.AddTo(Schema.FromSdl("type Query { a: String }"))), StringComparison.Ordinal);

    private static IReadOnlyList<string> Messages(string query) =>
        [.. DocumentValidator.Validate(Schema, Parser.ParseDocument(query)).Select(e => e.Message)];
}
