namespace IbmPlatform.Federation.Tests.Composition;

public sealed class SatisfiabilityTests
{
    private const string Products = "type Query { products: [Product] } type Product @key(fields: \"id\") { id: ID! name: String } ";

    [Fact]
    public void A_field_without_a_key_to_it_is_told_with_its_path() => Composing.Fails(
        "SATISFIABILITY_ERROR",
        "Query → products → price: \"Product.price\" can't be answered. Such an object comes from subgraph \"a\". Subgraph \"b\" resolves \"Product.price\" but can't be moved to, for type \"Product\" has no resolvable @key there: add one.",
        Products, "type Product @key(fields: \"id\", resolvable: false) { id: ID! price: Int }");

    [Fact]
    public void A_key_that_cannot_be_filled_is_told() => Composing.Fails(
        "SATISFIABILITY_ERROR",
        "Query → products → sku: \"Product.sku\" can't be answered. Such an object comes from subgraph \"a\". Subgraph \"b\" resolves \"Product.sku\" but can't be moved to, for its @key \"sku\" can't be filled from where the object comes: add these fields there, or a key that is common to both.",
        Products, "type Product @key(fields: \"sku\") { sku: ID! }");

    [Fact]
    public void A_key_may_be_reached_through_a_third_subgraph() => Assert.NotNull(Composing.Compose(
        Products, "type Product @key(fields: \"id\") @key(fields: \"sku\") { id: ID! sku: ID! }", "type Product @key(fields: \"sku\") { sku: ID! price: Int }").SupergraphSdl);

    [Fact]
    public void A_key_may_be_gathered_from_several_subgraphs() => Assert.NotNull(Composing.Compose(
        "type Query { products: [Product] } type Product @key(fields: \"id\") { id: ID! name: String @shareable }",
        "type Product @key(fields: \"id\") { id: ID! size: Size @shareable } type Size @shareable { unit: String }",
        "extend type Product @key(fields: \"name size { unit }\") { name: String @external size: Size @external price: Int } type Size @shareable { unit: String }").SupergraphSdl);

    [Fact]
    public void What_a_field_requires_must_reach_it()
    {
        var error = Composing.Error(
            Products + "type Secret { name: String }",
            "type Query { other: Other } type Other { p: Product } type Product @key(fields: \"id\", resolvable: false) { id: ID! name: String @external label: String @requires(fields: \"name\") }");
        Assert.Contains("\"Product.label\" can't be answered", error.Message, StringComparison.Ordinal);
        Assert.StartsWith("Query → ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fields_that_require_each_other_are_an_error() => Assert.Contains(
        Composing.Compose(
            Products,
            "type Product @key(fields: \"id\") { id: ID! y: Int @external x: Int @requires(fields: \"y\") }",
            "type Product @key(fields: \"id\") { id: ID! x: Int @external y: Int @requires(fields: \"x\") }").Errors,
        error => error.Code == "SATISFIABILITY_ERROR");

    [Fact]
    public void What_a_path_provides_can_be_asked_on_that_path() => Assert.NotNull(Composing.Compose(
        "type Query { top: Product @provides(fields: \"name\") } type Product @key(fields: \"id\", resolvable: false) { id: ID! name: String @external }",
        "type Product @key(fields: \"id\") { id: ID! name: String @shareable }").SupergraphSdl);

    [Fact]
    public void Mutations_and_fragments_are_walked_too()
    {
        var result = Composing.Compose(
            "type Query { a: Int } type Mutation { add: Result } union Result = Done type Done { item: Item } type Item @key(fields: \"id\", resolvable: false) { id: ID! }",
            "type Item @key(fields: \"sku\") { sku: ID! name: String }");
        Assert.Contains(result.Errors, error => error.Message.StartsWith("Mutation → add → ... on Done → item → name:", StringComparison.Ordinal));
    }

    [Fact]
    public void An_interface_object_needs_a_subgraph_that_knows_what_its_objects_are() => Assert.Contains(
        "can't be known",
        Composing.Error(
            "type Query { a: Int } interface Media { id: ID! } type Book implements Media { id: ID! @shareable }",
            "type Query { m: Media } type Media @key(fields: \"id\") @interfaceObject { id: ID! }").Message, StringComparison.Ordinal);

    [Fact]
    public void Hidden_fields_need_no_way_to_them() => Assert.NotNull(Composing.Compose(
        Products, "type Product @key(fields: \"sku\") { sku: ID! @inaccessible price: Int @inaccessible }").SupergraphSdl);
}
