namespace IbmPlatform.Federation.Tests.Planning;

public sealed class RequiresPlanTests
{
    private const string Shop = """
        type Query @join__type(graph: SHOP) @join__type(graph: STOCK) { product: Product @join__field(graph: SHOP) given: Product @join__field(graph: STOCK, provides: "weight") }
        type Mutation @join__type(graph: SHOP) @join__type(graph: STOCK) { buy: Product @join__field(graph: SHOP) count: Int @join__field(graph: STOCK) }
        type Product @join__type(graph: SHOP, key: "id") @join__type(graph: STOCK, key: "id") {
          id: ID!
          weight(unit: String): Int @join__field(graph: SHOP) @join__field(graph: STOCK, external: true)
          shipping: Int @join__field(graph: STOCK, requires: "weight(unit: \"kg\")")
          customs: Int @join__field(graph: STOCK, requires: "weight(unit: \"lb\")")
          label: String @join__field(graph: STOCK, requires: "weight(unit: \"kg\")")
          stock: Int @join__field(graph: STOCK)
        }
        """;

    [Fact]
    public void What_is_required_is_fetched_first_and_sent_along() => Assert.Equal(
        """
        1 shop
          {product{id weight(unit:"kg")}}
        2 stock after 1
          at product: Product(id weight)
          query($representations: [_Any!]!){_entities(representations: $representations){... on Product{stock shipping label}}}
        """,
        PlanText.Of("shop stock", Shop, "{ product { stock shipping label } }"));

    [Fact]
    public void One_field_required_with_two_arguments_needs_two_fetches()
    {
        var plan = PlanText.Of("shop stock", Shop, "{ product { shipping customs } }");
        Assert.Contains("weight_2: weight(unit:\"lb\")", plan, StringComparison.Ordinal);
        Assert.Contains("... on Product{shipping}", plan, StringComparison.Ordinal);
        Assert.Contains("... on Product{customs}", plan, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_path_provides_is_read_there() =>
        Assert.Equal("1 stock\n  {given{weight}}", PlanText.Of("shop stock", Shop, "{ given { weight } }"));

    [Fact]
    public void Root_fields_of_a_mutation_wait_for_one_another() => Assert.Equal(
        """
        1 shop
          mutation{buy{id}}
        2 stock after 1
          at buy: Product(id)
          query($representations: [_Any!]!){_entities(representations: $representations){... on Product{stock}}}
        3 stock after 1, 2
          mutation{count}
        """,
        PlanText.Of("shop stock", Shop, "mutation { buy { stock } count }"));
}
