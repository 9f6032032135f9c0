using IbmPlatform.Federation.Composition;

namespace IbmPlatform.Federation.Tests.Composition;

public sealed class SupergraphTextTests
{
    private static readonly SubgraphDefinition A = new("my-graph", "http://a/graphql", "schema { query: Root } type Root { a: Thing } type Thing @key(fields: \"id\") { id: ID! }");
    private static readonly SubgraphDefinition B = new("9b", "", "type Query { b: Int }");

    [Fact]
    public void The_text_does_not_depend_on_the_order_of_the_subgraphs() =>
        Assert.Equal(Composer.Compose([A, B]).SupergraphSdl, Composer.Compose([B, A]).SupergraphSdl);

    [Fact]
    public void Names_become_enum_values_and_root_types_get_their_usual_names()
    {
        var facts = SupergraphFacts.Of(Composer.Compose([A, B]).SupergraphSdl!);
        Assert.Superset(
            new HashSet<string> { "join__Graph.MY_GRAPH @join__graph(name: \"my-graph\", url: \"http://a/graphql\")", "join__Graph._9B @join__graph(name: \"9b\", url: \"\")", "Query.a @join__field(graph: MY_GRAPH)" },
            facts.ToHashSet());
    }

    [Fact]
    public void A_type_named_Query_beside_the_root_is_an_error() => Assert.Equal(
        "ROOT_QUERY_USED", Assert.Single(Composer.Compose([new("a", "", "schema { query: Root } type Root { a: Query } type Query { x: Int }")]).Errors).Code);

    [Fact]
    public void Names_that_fall_together_get_a_number() => Assert.Equal(["A_B", "A_B_1", "_1"], GraphNames.For(["a-b", "a_b", "1"]));

    [Fact]
    public void A_type_that_is_hidden_must_not_be_spoken_of()
    {
        var error = Composing.Error("type Query { a: T } type T @inaccessible { x: Int }");
        Assert.Equal(("REFERENCED_INACCESSIBLE", "\"Query.a\" is of type \"T\", but \"T\" is @inaccessible; mark \"Query.a\" @inaccessible too, or show the type."), (error.Code, error.Message));
    }

    [Fact]
    public void A_required_argument_cannot_be_hidden() => Assert.Equal(
        "REQUIRED_INACCESSIBLE", Composing.Error("type Query { a(x: Int! @inaccessible): Int }").Code);

    [Fact]
    public void A_type_with_only_hidden_members_must_be_hidden() => Assert.Equal(
        "ONLY_INACCESSIBLE_CHILDREN", Composing.Error("type Query { a: T b: Int } type T { x: Int @inaccessible }").Code);
}
