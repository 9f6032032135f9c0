using IbmPlatform.Federation.Planning;

namespace IbmPlatform.Federation.Tests.Planning;

public sealed class MergedPlanTests
{
    private const string Shared = """
        type Query @join__type(graph: A) @join__type(graph: B) { product: Product alone: Product @join__field(graph: A) }
        type Product @join__type(graph: A) @join__type(graph: B) { id: ID! name: String @join__field(graph: A) price: Int @join__field(graph: B) }
        """;

    [Fact]
    public void A_value_type_split_over_subgraphs_is_asked_of_each_at_once() =>
        Assert.Equal("1 a\n  {product{name}}\n2 b\n  {product{price}}", PlanText.Of("a b", Shared, "{ product { name price } }"));

    [Fact]
    public void One_subgraph_is_enough_for_what_it_has() =>
        Assert.Equal("1 b\n  {product{id price}}", PlanText.Of("a b", Shared, "{ product { id price } }"));

    [Fact]
    public void A_field_that_no_path_reaches_is_named()
    {
        var fault = Assert.Throws<PlanningException>(() => PlanText.Of("a b", Shared, "{ alone { price } }"));
        Assert.Contains("Product.price", fault.Message, StringComparison.Ordinal);
    }
}
