namespace IbmPlatform.Federation.Tests.Composition;

public sealed class FieldSharingTests
{
    [Fact]
    public void A_field_that_two_subgraphs_resolve_without_sharing_is_an_error() => Composing.Fails(
        "INVALID_FIELD_SHARING",
        "Non-shareable field \"Query.me\" is resolved from multiple subgraphs: it is resolved from subgraphs \"a\" and \"b\" and defined as non-shareable in all of them. Mark it @shareable there if all give the same answer, or remove it from all but one.",
        "type Query { me: String }", "type Query { me: String }");

    [Fact]
    public void The_error_names_only_the_subgraphs_that_do_not_share()
    {
        var error = Composing.Error("type Query { me: String @shareable }", "type Query { me: String }");
        Assert.Contains("defined as non-shareable in subgraph \"b\".", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Key_fields_are_shared_without_saying_so() => Assert.Contains(
        "User @join__type(graph: B, key: id)",
        Composing.Facts("type Query { me: User } type User @key(fields: \"id\") { id: ID! name: String }", "type User @key(fields: \"id\") { id: ID! age: Int }"));

    [Fact]
    public void A_type_marked_shareable_shares_all_its_fields() => Assert.Contains(
        "Money.amount: String!",
        Composing.Facts("type Query { a: Money } type Money @shareable { amount: String! }", "type Query { b: Money } type Money @shareable { amount: String! }"));

    [Fact]
    public void A_stream_comes_from_one_subgraph_only() => Assert.Equal(
        "INVALID_FIELD_SHARING",
        Composing.Error("type Query { a: Int } type Subscription { s: Int @shareable }", "type Subscription { s: Int @shareable }").Code);

    [Fact]
    public void An_interface_objects_field_counts_as_the_implementations_own() => Assert.Equal(
        "INVALID_FIELD_SHARING",
        Composing.Error(
            "type Query { m: Media } interface Media @key(fields: \"id\") { id: ID! } type Book implements Media @key(fields: \"id\") { id: ID! title: String }",
            "type Media @key(fields: \"id\") @interfaceObject { id: ID! title: String }").Code);

    [Fact]
    public void Shareable_on_an_interface_field_is_refused() => Assert.Equal(
        "INVALID_SHAREABLE_USAGE",
        Composing.Error("type Query { i: I } interface I { a: Int @shareable } type T implements I { a: Int }").Code);
}
