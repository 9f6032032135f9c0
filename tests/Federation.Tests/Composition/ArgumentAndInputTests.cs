namespace IbmPlatform.Federation.Tests.Composition;

public sealed class ArgumentAndInputTests
{
    [Fact]
    public void An_argument_required_in_one_subgraph_is_required() => Assert.Contains(
        "Query.a(x:): Int! = ", Composing.Facts("type Query { a(x: Int): Int @shareable }", "type Query { a(x: Int!): Int @shareable }"));

    [Fact]
    public void An_optional_argument_that_only_some_take_is_left_out_with_a_hint()
    {
        var result = Composing.Compose("type Query { a(x: Int): Int @shareable }", "type Query { a: Int @shareable }");
        Assert.DoesNotContain(SupergraphFacts.Of(result.SupergraphSdl!), fact => fact.StartsWith("Query.a(", StringComparison.Ordinal));
        var hint = Assert.Single(result.Hints);
        Assert.Equal(("INCONSISTENT_ARGUMENT_PRESENCE", "Query.a(x:)", true), (hint.Code, hint.Coordinate, hint.DropsSomething));
    }

    [Fact]
    public void A_required_argument_that_only_some_take_is_an_error() => Composing.Fails(
        "REQUIRED_ARGUMENT_MISSING_IN_SOME_SUBGRAPH",
        "Argument \"Query.a(x:)\" is required in subgraph \"a\" but doesn't exist in subgraph \"b\"; add it there, or make it optional.",
        "type Query { a(x: Int!): Int @shareable }", "type Query { a: Int @shareable }");

    [Fact]
    public void Different_defaults_are_an_error() => Composing.Fails(
        "FIELD_ARGUMENT_DEFAULT_MISMATCH",
        "Argument \"Query.a(x:)\" has different default values across subgraphs: it has \"1\" in subgraph \"a\" but \"no default\" in subgraph \"b\". Give the same default in each.",
        "type Query { a(x: Int = 1): Int @shareable }", "type Query { a(x: Int): Int @shareable }");

    [Fact]
    public void An_input_object_has_the_fields_that_all_subgraphs_know()
    {
        var result = Composing.Compose("input F { x: Int y: Int } type Query { a(f: F): Int }", "input F { x: Int! } type Query { b(f: F): Int }");
        Assert.Empty(result.Errors);
        var facts = SupergraphFacts.Of(result.SupergraphSdl!);
        Assert.Contains("F.x: Int! = ", facts);
        Assert.DoesNotContain("F.y: Int = ", facts);
        Assert.Contains(result.Hints, hint => hint is { Code: "INCONSISTENT_INPUT_OBJECT_FIELD", Coordinate: "F.y", DropsSomething: true });
    }

    [Fact]
    public void A_required_input_field_that_only_some_know_is_an_error() => Assert.Equal(
        "REQUIRED_INPUT_FIELD_MISSING_IN_SOME_SUBGRAPH",
        Composing.Error("input F { x: Int y: Int! } type Query { a(f: F): Int }", "input F { x: Int } type Query { b(f: F): Int }").Code);

    [Fact]
    public void Input_objects_without_a_common_field_are_an_error() => Assert.Equal(
        "EMPTY_MERGED_INPUT_TYPE",
        Composing.Error("input F { x: Int } type Query { a(f: F): Int }", "input F { y: Int } type Query { b(f: F): Int }").Code);

    [Fact]
    public void One_of_stays_where_all_subgraphs_say_it() => Assert.Contains(
        "F @oneOf()", Composing.Facts("input F @oneOf { x: Int y: Int } type Query { a(f: F): Int }", "input F @oneOf { x: Int y: Int } type Query { b(f: F): Int }"));
}
