using System.Text.Json;
using IbmPlatform.GraphQL.Costs;
using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Tests.Costs;

/// <summary>IBM's GraphQL Cost Directives specification, by the names of its sections.</summary>
public class CostSpecificationTests
{
    private static readonly Schema Library = Schema.FromSdl(CostDirectives.Sdl + "\n" + """
        directive @approximate(tolerance: Float @cost(weight: "-4")) on FIELD
        directive @trace(verbose: Boolean! @cost(weight: "3")) on QUERY
        type Query @cost(weight: "2") {
          book(where: Filter): Book
          leaf(where: Filter, plain: Int): Int
          leaves: [Int]
          priced: Price
          dear: Int @cost(weight: "5")
          relief(cheap: Boolean @cost(weight: "-2")): Int
          shelf(first: Int): Shelf @listSize(slicingArguments: ["first"], sizedFields: ["books"], requireOneSlicingArgument: false)
          strict(first: Int = 3, last: Int): [Book] @listSize(slicingArguments: ["first", "last"])
          anything: Anything
        }
        scalar Price @cost(weight: "0.5")
        input Filter { title: String, author: AuthorFilter, or: [Filter!], dear: Int @cost(weight: "10") }
        input AuthorFilter { name: String @cost(weight: "2") }
        type Book { title: String }
        type Shelf { books: [Book] @listSize(assumedSize: 1000) }
        union Anything = Book | Tome
        type Tome @cost(weight: "7") { title: String, pages: [Int] @cost(weight: "4") }
        """);

    [Theory]
    // "weight": arguments and input fields of input object types default to 1, those of scalars and enums to 0.
    [InlineData("""{ leaf(plain: 1) }""", 0)]
    [InlineData("""{ leaf(where: { title: "x" }) }""", 1)]
    [InlineData("""{ leaf(where: { author: { name: "x" } }) }""", 1 + 1 + 2)]
    [InlineData("""{ leaf(where: { or: [{ dear: 1 }, { dear: 2 }] }) }""", 1 + 1 + 10 + 10)]
    [InlineData("""{ leaf(where: null) }""", 0)]
    // "weight": fields of scalars default to 0, lists of them too.
    [InlineData("{ leaves }", 0)]
    // "Field Cost": the weights of a directive's arguments are the field's.
    [InlineData("{ dear @approximate(tolerance: 0.1) }", 1)]
    [InlineData("query @trace(verbose: true) { leaves }", 3)]
    // "Field Cost": less than nothing is nothing, for each field.
    [InlineData("{ relief(cheap: true) dear }", 5)]
    public void Field_cost(string query, double fieldCost) => Assert.Equal(fieldCost, Estimate(query).Estimate.FieldCost);

    [Theory]
    [InlineData("""{ "f": { "author": { "name": "x" }, "or": [{ "dear": 1 }, { "author": {} }] } }""", 1 + (1 + 2) + 1 + 10 + 1)]
    [InlineData("""{ "f": null }""", 0)]
    [InlineData("{}", 1 + 10)]
    public void Field_cost_of_a_variable_is_that_of_its_value(string variables, double fieldCost) =>
        Assert.Equal(fieldCost, Estimate("query($f: Filter = { dear: 3 }) { leaf(where: $f) }", variables).Estimate.FieldCost);

    [Theory]
    // "Type Cost": the root's weight, and that of scalars.
    [InlineData("{ dear }", 2)]
    [InlineData("{ priced }", 2.5)]
    // "Type Cost": of an abstract type's possible types the dearest.
    [InlineData("{ anything { __typename } }", 2 + 7)]
    public void Type_cost(string query, double typeCost) => Assert.Equal(typeCost, Estimate(query).Estimate.TypeCost);

    [Theory]
    // "sizedFields": what the field above says comes before what the list says of itself.
    [InlineData("{ shelf(first: 3) { books { title } } }", 2 + 1 + 3)]
    [InlineData("{ shelf { books { title } } }", 2 + 1 + 1000)]
    public void Sized_fields(string query, double typeCost) => Assert.Equal(typeCost, Estimate(query).Estimate.TypeCost);

    [Theory]
    // "requireOneSlicingArgument": one with a default may be left out, and counts as its default.
    [InlineData("{ strict { title } }", 2 + 3, 0)]
    [InlineData("{ strict(last: 4) { title } }", 2 + 4, 0)]
    [InlineData("{ strict(first: 1, last: 4) { title } }", 2 + 4, 1)]
    public void Require_one_slicing_argument(string query, double typeCost, int refusals)
    {
        var (estimate, refused) = Estimate(query);
        Assert.Equal((typeCost, refusals), (estimate.TypeCost, refused));
    }

    [Fact]
    public void A_weight_may_be_a_number_and_the_directives_renamed_as_Apollo_Federation_has_them()
    {
        var schema = Schema.FromSdl("""
            extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [{ name: "@cost", as: "@price" }])
            directive @link(url: String!, import: [Import]) repeatable on SCHEMA
            directive @price(weight: Int!) on FIELD_DEFINITION
            directive @federation__listSize(assumedSize: Int) on FIELD_DEFINITION
            scalar Import
            type Query { dear: Int @price(weight: 40) many: [Query] @federation__listSize(assumedSize: 9) }
            """);
        Assert.Equal(new CostEstimate(1 + 9, 40 + 1 + (9 * 40)), Estimate("{ dear many { dear } }", "{}", schema).Estimate);
    }

    [Fact]
    public void What_gives_one_item_for_each_of_a_list_has_as_many()
    {
        var schema = Schema.FromSdl("type Query { nodes(ids: [ID!]!): [Node] some(among: [ID!]): [Node] } type Node { id: ID }");
        Assert.Equal(1 + 3, Estimate("""{ nodes(ids: ["a", "b", "c"]) { id } }""", "{}", schema).Estimate.TypeCost);
        Assert.Equal(1 + 5, Estimate("""{ some(among: ["a"]) { id } }""", "{}", schema).Estimate.TypeCost);
    }

    [Fact]
    public void Directives_that_mean_nothing_are_all_told_at_once()
    {
        var schema = Schema.FromSdl(CostDirectives.Sdl + "\n" + """
            type Query {
              a: Int @cost(weight: "much")
              b(first: String): [Int] @listSize(slicingArguments: ["first", "last"])
              c: Query @listSize(assumedSize: 3)
              d: Query @listSize(assumedSize: 3, sizedFields: ["a", "none"])
            }
            """);
        Assert.Equal(
            [
                "The weight of Query.a is no number; expected one such as \"2.5\".",
                "The slicing argument \"first\" of Query.b is no argument that is a whole number or a list.",
                "The slicing argument \"last\" of Query.b is no argument that is a whole number or a list.",
                "Query.c is no list; name the fields of Query that are, in sizedFields.",
                "The sized field \"a\" of Query.d is no list of Query.",
                "The sized field \"none\" of Query.d is no list of Query.",
            ],
            Assert.Throws<SchemaException>(() => new CostModel(schema, new CostOptions())).Errors.Select(error => error.Message));
    }

    private static (CostEstimate Estimate, int Refusals) Estimate(string query, string variables = "{}", Schema? schema = null)
    {
        var document = Parser.ParseDocument(query);
        using var json = JsonDocument.Parse(variables);
        var estimate = new CostModel(schema ?? Library, new CostOptions()).Estimate(
            document.Definitions.OfType<OperationDefinitionNode>().Single(), new Dictionary<string, FragmentDefinitionNode>(), json.RootElement, out var refusals, out _);
        return (estimate, refusals.Count);
    }
}
