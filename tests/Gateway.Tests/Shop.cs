using IbmPlatform.GraphQL.Execution;

namespace IbmPlatform.Gateway.Tests;

/// <summary>Two tiny subgraphs: one owns products, the other adds stars to them.</summary>
internal static class Shop
{
    private const string Link = "extend schema @link(url: \"https://specs.apollo.dev/federation/v2.3\", import: [\"@key\"]) interface Node { id: ID! } ";

    public static Task<TinySubgraph> ProductsAsync() => TinySubgraph.StartAsync(
        "products",
        Link + "type Query { products: [Product] } type Product implements Node @key(fields: \"id\") { id: ID! name: String colour: String }",
        binder => binder.Object<Product>("Product", typeof(ProductFields)).Query(typeof(ProductQueries)));

    public static Task<TinySubgraph> StarsAsync() => TinySubgraph.StartAsync(
        "stars",
        Link + "type Query { best: Product } type Product implements Node @key(fields: \"id\") { id: ID! stars: Int }",
        binder => binder.Object<Starred>("Product", typeof(StarFields)).Query(typeof(StarQueries)));

    internal sealed record Product(string Id, string Name, string? Colour);

    internal sealed record Starred(string Id, int? Stars);

    internal static class ProductQueries
    {
        public static readonly IReadOnlyList<Product> All = [new("product/lamp", "Lamp", "red"), new("product/desk", "Desk", null)];

        public static IReadOnlyList<Product> Products() => All;
    }

    internal static class ProductFields
    {
        public static IReadOnlyList<Product?> ResolveReferences(IReadOnlyList<EntityReference> references) =>
            [.. references.Select(reference => ProductQueries.All.FirstOrDefault(product => product.Id == reference["id"]))];
    }

    internal static class StarQueries
    {
        public static Starred Best() => new("product/lamp", 5);
    }

    internal static class StarFields
    {
        public static IReadOnlyList<Starred?> ResolveReferences(IReadOnlyList<EntityReference> references) =>
            [.. references.Select(reference => new Starred(reference["id"]!, reference["id"] == "product/lamp" ? 5 : null))];
    }
}
