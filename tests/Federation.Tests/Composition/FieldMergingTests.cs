using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.Federation.Tests.Composition;

public sealed class FieldMergingTests
{
    [Fact]
    public void The_more_general_output_type_wins_and_each_subgraph_keeps_its_own()
    {
        var facts = Composing.Facts("type Query { a: Int! @shareable }", "type Query { a: Int @shareable }");
        Assert.Superset(new HashSet<string> { "Query.a: Int", "Query.a @join__field(graph: A, type: \"Int!\")", "Query.a @join__field(graph: B, type: \"Int\")" }, facts.ToHashSet());
    }

    [Fact]
    public void An_implementation_may_stand_for_its_interface()
    {
        var facts = Composing.Facts(
            "type Query { p: P @shareable } interface P { id: ID } type Q implements P { id: ID @shareable }",
            "type Query { p: Q @shareable } type Q { id: ID @shareable }");
        Assert.Contains("Query.p: P", facts);
    }

    [Fact]
    public void Types_without_a_common_supertype_are_an_error() => Composing.Fails(
        "FIELD_TYPE_MISMATCH",
        "Type of field \"Query.a\" is incompatible across subgraphs: it is \"Int\" in subgraph \"a\" but \"String\" in subgraph \"b\". Make the types equal, or one a supertype of the others.",
        "type Query { a: Int @shareable }", "type Query { a: String @shareable }");

    [Fact]
    public void A_field_external_everywhere_is_an_error() => Composing.Fails(
        "EXTERNAL_MISSING_ON_BASE",
        "Field \"T.x\" is marked @external in every subgraph that has it (subgraph \"b\"); one subgraph must define it without @external.",
        "type Query { t: T } type T @key(fields: \"id\") { id: ID! }",
        "type T @key(fields: \"id\") { id: ID! x: Int @external y: Int @requires(fields: \"x\") }");

    [Fact]
    public void An_external_field_that_nothing_uses_is_an_error() => Composing.Fails(
        "EXTERNAL_UNUSED",
        "[b] Field \"T.x\" is marked @external but no @key, @requires, @provides or interface of the subgraph uses it; remove the field.",
        "type Query { t: T } type T @key(fields: \"id\") { id: ID! x: Int }",
        "type T @key(fields: \"id\") { id: ID! x: Int @external }");

    [Fact]
    public void An_external_mention_must_have_the_fields_type() => Assert.Equal(
        "EXTERNAL_TYPE_MISMATCH",
        Composing.Error(
            "type Query { t: T } type T @key(fields: \"id\") { id: ID! x: Int }",
            "type T @key(fields: \"id\") { id: ID! x: String @external y: Int @requires(fields: \"x\") }").Code);

    [Fact]
    public void An_external_mention_must_have_the_fields_arguments() => Assert.Equal(
        "EXTERNAL_ARGUMENT_MISSING",
        Composing.Error(
            "type Query { t: T } type T @key(fields: \"id\") { id: ID! x(unit: String): Int }",
            "type T @key(fields: \"id\") { id: ID! x: Int @external y: Int @requires(fields: \"x\") }").Code);

    [Fact]
    public void What_a_subgraph_requires_and_provides_is_kept()
    {
        var facts = Composing.Facts(
            "type Query { t: T } type T @key(fields: \"id\") { id: ID! x: Int @shareable }",
            "type Query { u: T @provides(fields: \"x\") } type T @key(fields: \"id\") { id: ID! x: Int @external y: Int @requires(fields: \"x\") }");
        Assert.Superset(new HashSet<string> { "T.x @join__field(external: true, graph: B)", "T.y @join__field(graph: B, requires: x)", "Query.u @join__field(graph: B, provides: x)" }, facts.ToHashSet());
    }

    [Fact]
    public void Requiring_what_the_subgraph_resolves_itself_is_an_error() => Assert.Equal(
        "REQUIRES_FIELDS_MISSING_EXTERNAL",
        Composing.Error("type Query { t: T } type T @key(fields: \"id\") { id: ID! x: Int y: Int @requires(fields: \"x\") }").Code);

    [Fact]
    public void Descriptions_are_merged_and_a_difference_is_told()
    {
        var result = Composing.Compose("\"One\" type Query { a: Int }", "\"Two\" type Query { b: Int }", "\"Two\" type Query { c: Int }");
        Assert.Equal("Two", Parser.ParseDocument(result.SupergraphSdl!).Definitions.OfType<ObjectTypeDefinitionNode>().Single().Description?.Value);
        Assert.Equal("INCONSISTENT_DESCRIPTION", Assert.Single(result.Hints).Code);
    }
}
