namespace IbmPlatform.Federation.Tests.Composition;

public sealed class OverrideTests
{
    private const string Source = "type Query { t: T } type T @key(fields: \"id\") { id: ID! x: Int }";

    [Fact]
    public void An_overridden_field_leaves_its_subgraph()
    {
        var facts = Composing.Facts(Source, "type T @key(fields: \"id\") { id: ID! x: Int @override(from: \"a\") }");
        Assert.Contains("T.x @join__field(graph: B, override: \"a\")", facts);
        Assert.DoesNotContain("T.x @join__field(graph: A)", facts);
    }

    [Fact]
    public void An_overridden_field_that_is_still_needed_there_says_so() => Assert.Contains(
        "T.x @join__field(graph: A, usedOverridden: true)",
        Composing.Facts("type Query { t: T } interface I { x: Int } type T implements I @key(fields: \"id\") { id: ID! x: Int }", "type T @key(fields: \"id\") { id: ID! x: Int @override(from: \"a\") }"));

    [Fact]
    public void Overriding_oneself_is_an_error() => Assert.Equal("OVERRIDE_FROM_SELF_ERROR", Composing.Error("type Query { a: Int @override(from: \"a\") }").Code);

    [Fact]
    public void Overriding_from_a_subgraph_that_does_not_exist_is_told()
    {
        var hint = Assert.Single(Composing.Compose("type Query { a: Int @override(from: \"z\") }").Hints);
        Assert.Equal("FROM_SUBGRAPH_DOES_NOT_EXIST", hint.Code);
    }

    [Fact]
    public void Two_cannot_override_each_other() => Assert.All(
        Composing.Compose("type Query { a: Int @override(from: \"b\") }", "type Query { a: Int @override(from: \"a\") }").Errors,
        error => Assert.Equal("OVERRIDE_SOURCE_HAS_OVERRIDE", error.Code));

    [Fact]
    public void Progressive_override_is_refused_with_the_way_out() => Composing.Fails(
        "OVERRIDE_LABEL_INVALID",
        "[b] @override on \"T.x\" has a label: progressive override is not supported; remove the label to move the field at once.",
        Source, "type T @key(fields: \"id\") { id: ID! x: Int @override(from: \"a\", label: \"percent(5)\") }");
}
