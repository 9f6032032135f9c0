using IbmPlatform.Federation.Supergraphs;
using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.Federation.Tests.Composition;

public sealed class DirectiveMergingTests
{
    private const string AsOf = "directive @asOf(at: DateTime!) on QUERY scalar DateTime ";

    [Fact]
    public void An_executable_directive_that_all_define_survives()
    {
        var result = Composing.Compose(AsOf + "type Query { a: Int }", AsOf + "type Query { b: Int }");
        Assert.Contains("directive @asOf(at: DateTime!) on QUERY\n", result.SupergraphSdl!, StringComparison.Ordinal);
    }

    [Fact]
    public void An_executable_directive_that_one_lacks_is_left_out_with_a_hint()
    {
        var result = Composing.Compose(AsOf + "type Query { a: Int }", "type Query { b: Int }");
        Assert.DoesNotContain("@asOf", result.SupergraphSdl!, StringComparison.Ordinal);
        var hint = Assert.Single(result.Hints);
        Assert.Equal(("INCONSISTENT_EXECUTABLE_DIRECTIVE_PRESENCE", "Executable directive \"@asOf\" is left out of the supergraph, for subgraph \"b\" doesn't define it.", true), (hint.Code, hint.Message, hint.DropsSomething));
    }

    [Fact]
    public void Only_common_executable_locations_remain() => Assert.Contains(
        "directive @d on FIELD\n",
        Composing.Compose("directive @d on FIELD | QUERY | OBJECT type Query { a: Int }", "directive @d on FIELD type Query { b: Int }").SupergraphSdl!, StringComparison.Ordinal);

    [Fact]
    public void Tags_add_up_and_link_their_specification()
    {
        var result = Composing.Compose("type Query { a: Int @shareable @tag(name: \"x\") }", "type Query { a: Int @shareable @tag(name: \"y\") }");
        Assert.Contains("@link(url: \"https://specs.apollo.dev/tag/v0.3\")", result.SupergraphSdl!, StringComparison.Ordinal);
        Assert.Contains("a: Int @tag(name: \"x\") @tag(name: \"y\")", result.SupergraphSdl!, StringComparison.Ordinal);
    }

    [Fact]
    public void The_higher_cost_counts() => Assert.Contains(
        "a: Int @cost(weight: 7)", Composing.Compose("type Query { a: Int @shareable @cost(weight: 3) }", "type Query { a: Int @shareable @cost(weight: 7) }").SupergraphSdl!, StringComparison.Ordinal);

    [Fact]
    public void List_sizes_are_merged_argument_by_argument() => Assert.Contains(
        "@listSize(assumedSize: 9, requireOneSlicingArgument: false, sizedFields: [\"b\", \"c\"], slicingArguments: [\"x\"])",
        Composing.Compose(
            "type Query { a(x: Int): A @shareable @listSize(assumedSize: 3, sizedFields: [\"b\"], slicingArguments: [\"x\"]) } type A @shareable { b: [Int] c: [Int] }",
            "type Query { a(x: Int): A @shareable @listSize(assumedSize: 9, sizedFields: [\"b\", \"c\"], requireOneSlicingArgument: false) } type A @shareable { b: [Int] c: [Int] }").SupergraphSdl!,
        StringComparison.Ordinal);

    [Fact]
    public void The_API_schema_tells_what_is_dear_under_the_specifications_names()
    {
        const string Link = "extend schema @link(url: \"https://specs.apollo.dev/federation/v2.9\", import: [{ name: \"@cost\", as: \"@price\" }, \"@listSize\"]) ";
        var sdl = Composing.Compose(Link + "type Query { a: Int @price(weight: 7) b: [Int] @listSize(assumedSize: 3) }").SupergraphSdl!;
        var api = GraphQL.Types.SchemaPrinter.Print(Supergraph.Parse(sdl).ApiSchema);
        Assert.Contains("a: Int @cost(weight: 7)", api, StringComparison.Ordinal);
        Assert.Contains("b: [Int] @listSize(assumedSize: 3)", api, StringComparison.Ordinal);
        Assert.Contains("directive @cost(weight: Int!) on", api, StringComparison.Ordinal);
    }

    [Fact]
    public void Access_rules_that_differ_are_an_error_and_not_a_guess() => Assert.Equal(
        "INCONSISTENT_ACCESS_DIRECTIVE_ARGUMENTS",
        Composing.Error("type Query { a: Int @shareable @requiresScopes(scopes: [[\"x\"]]) }", "type Query { a: Int @shareable @requiresScopes(scopes: [[\"y\"]]) }").Code);

    [Fact]
    public void A_custom_directive_is_composed_when_asked_for()
    {
        const string Custom = "extend schema @link(url: \"https://ibm.example/source/v1.2\", import: [\"@source\"]) @composeDirective(name: \"@source\") directive @source(of: String) on FIELD_DEFINITION ";
        var sdl = Composing.Compose(Custom + "type Query { a: Int @source(of: \"x\") }", "type Query { b: Int }").SupergraphSdl!;
        Assert.Contains("@link(url: \"https://ibm.example/source/v1.2\", import: [\"@source\"])", sdl, StringComparison.Ordinal);
        Assert.Contains("directive @source(of: String) on FIELD_DEFINITION\n", sdl, StringComparison.Ordinal);
        Assert.Contains("@source(of: \"x\")", sdl, StringComparison.Ordinal);
    }

    [Fact]
    public void A_custom_directive_stays_behind_otherwise() => Assert.DoesNotContain(
        "@source", Composing.Compose("directive @source(of: String) on FIELD_DEFINITION type Query { a: Int @source(of: \"x\") }").SupergraphSdl!, StringComparison.Ordinal);

    [Fact]
    public void Composing_an_undefined_directive_is_an_error() => Composing.Fails(
        "DIRECTIVE_COMPOSITION_ERROR",
        "[a] @composeDirective names \"@source\", which the subgraph doesn't define; add its definition.",
        "extend schema @composeDirective(name: \"@source\") type Query { a: Int }");

    [Fact]
    public void Deprecation_is_kept() => Assert.Contains(
        "a: Int @deprecated(reason: \"2026-01-01: use b\")", Composing.Compose("type Query { a: Int @deprecated(reason: \"2026-01-01: use b\") }").SupergraphSdl!, StringComparison.Ordinal);

    [Fact]
    public void The_supergraph_reads_back_as_a_document() =>
        Assert.NotEmpty(Parser.ParseDocument(Composing.Compose("\"A \\\"quoted\\\" text\" type Query { \"Line\\nbreak\" a(\"An argument\" x: String = \"\\\"\"): Int }").SupergraphSdl!).Definitions);
}
