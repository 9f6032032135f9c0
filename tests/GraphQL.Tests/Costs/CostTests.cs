using System.Text.Json;
using IbmPlatform.GraphQL.Costs;
using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Tests.Costs;

public class CostTests
{
    private const string Sdl = CostDirectives.Sdl + "\n" + """
        type Query {
          book: Book
          books(first: Int = 4): [Book!]
          shelves: [Shelf]
          page(first: Int = 20, last: Int): BookConnection
          sized(limit: Int, input: Slice): [Book] @listSize(slicingArguments: ["limit", "input.take"], assumedSize: 7, requireOneSlicingArgument: false)
          strict(first: Int, last: Int): [Book] @listSize(slicingArguments: ["first", "last"])
          dear(deep: Boolean @cost(weight: "10")): Int @cost(weight: "2.5")
          media: [Media]
          matrix: [[Book]]
        }
        input Slice { take: Int }
        type Book { title: String author: Author related: [Book] }
        type Author { name: String }
        type Shelf @cost(weight: "3") { books: [Book] }
        type BookConnection { edges: [Edge] nodes: [Book] totalCount: Int @cost(weight: "5") }
        type Edge { node: Book }
        interface Media { length: Int }
        type Film implements Media { length: Int author: Author }
        type Song implements Media { length: Int }
        """;

    private static readonly Schema Library = Schema.FromSdl(Sdl);

    [Theory]
    [InlineData("{ book { title } }", 2, 1)]
    [InlineData("{ book { title author { name } } }", 3, 2)]
    // The argument's default counts as if it were given.
    [InlineData("{ books { title } }", 5, 1)]
    [InlineData("{ books(first: 10) { author { name } } }", 21, 11)]
    // Nothing says how many: five are assumed. A shelf weighs 3.
    [InlineData("{ shelves { books { title } } }", 1 + (5 * (3 + 5)), 1 + 5)]
    // The size is that of the connection's lists, not of the connection.
    [InlineData("{ page(first: 3) { nodes { title } } }", 1 + 1 + 3, 2)]
    [InlineData("{ page(last: 2) { edges { node { title } } totalCount } }", 1 + 1 + 20 + 20, 1 + 1 + 20 + 5)]
    [InlineData("{ page { nodes { title } edges { node { title } } } }", 1 + 1 + 20 + 40, 1 + 1 + 1 + 20)]
    [InlineData("{ sized { title } }", 8, 1)]
    [InlineData("{ sized(limit: 2, input: { take: 3 }) { title } }", 4, 2)]
    [InlineData("{ dear }", 1, 2.5)]
    [InlineData("{ dear(deep: true) }", 1, 12.5)]
    [InlineData("{ dear(deep: null) }", 1, 2.5)]
    // Of an abstract type's possible types the costliest counts.
    [InlineData("{ media { length ... on Film { author { name } } ... on Song { length } } }", 1 + 5 + 5, 1 + 5)]
    [InlineData("{ matrix { title } }", 26, 1)]
    // Merged fields are resolved once, aliased ones as often as they are named.
    [InlineData("{ book { title } book { author { name } } ...F } fragment F on Query { book { title } }", 3, 2)]
    [InlineData("{ a: book { title } b: book { title } }", 3, 2)]
    [InlineData("{ book @skip(if: true) { title } shelves @include(if: false) { books { title } } }", 1, 0)]
    // A quarter for each object that introspection tells of, rounded up.
    [InlineData("{ __typename __schema { description } }", 1 + 1, 0)]
    [InlineData("{ __type(name: \"Book\") { name kind } a: __type(name: \"Book\") { name } }", 1 + 1 + 1, 0)]
    public void An_operation_costs(string query, double typeCost, double fieldCost)
    {
        var (estimate, refusals, isConstant) = Estimate(query);
        Assert.Empty(refusals);
        Assert.Equal(new CostEstimate(typeCost, fieldCost), estimate);
        Assert.True(isConstant);
    }

    [Fact]
    public void Introspection_that_multiplies_by_aliases_is_refused()
    {
        var types = Enumerable.Range(0, 200).Select(i => $"type T{i} {{ {string.Concat(Enumerable.Range(0, 10).Select(f => $"f{f}(a: Int, b: Int): T{i} "))} }}");
        var schema = Schema.FromSdl("type Query { t: T0 }", string.Join('\n', types));
        var below = string.Concat(Enumerable.Range(0, 240).Select(i => $"a{i}: type {{ fields {{ name args {{ name }} }} }} "));
        Assert.Contains(
            Estimate("{ __schema { types { fields { " + below + "} } } }", schema: schema).Refusals,
            refusal => refusal.Message.Contains("MaxTypeCost", StringComparison.Ordinal));
        // What tools ask for is far from the limit.
        const string Type = "type { name ofType { name ofType { name ofType { name ofType { name } } } } }";
        var (estimate, refusals, _) = Estimate($"{{ __schema {{ types {{ name fields {{ name args {{ name {Type} }} {Type} }} }} }} }}", schema: schema);
        Assert.Empty(refusals);
        Assert.InRange(estimate.TypeCost, 2_000, CostOptions.DefaultMaxCost / 8);
    }

    [Theory]
    [InlineData("{}", 5)]
    [InlineData("""{ "n": 2 }""", 3)]
    // Null is a value of its own: the list has no bound that is known.
    [InlineData("""{ "n": null }""", 6)]
    public void The_default_of_an_argument_says_how_many_where_its_variable_is_left_out(string variables, double typeCost) =>
        Assert.Equal(typeCost, Estimate("query($n: Int) { books(first: $n) { title } }", variables).Estimate.TypeCost);

    [Theory]
    [InlineData("""{ "n": 8 }""", 9)]
    [InlineData("""{ "n": null }""", 8)]
    [InlineData("{}", 4)]
    public void A_variable_says_how_many(string variables, double typeCost)
    {
        var (estimate, _, isConstant) = Estimate("query($n: Int = 3) { sized(limit: $n) { title } }", variables);
        Assert.Equal(typeCost, estimate.TypeCost);
        Assert.False(isConstant);
    }

    [Theory]
    [InlineData("""{ "s": { "take": 6 } }""", 7)]
    [InlineData("""{ "s": {} }""", 8)]
    public void A_field_of_a_variable_says_how_many(string variables, double typeCost) =>
        Assert.Equal(typeCost, Estimate("query($s: Slice) { sized(input: $s) { title } }", variables).Estimate.TypeCost);

    [Theory]
    [InlineData("""{ "yes": true }""", 2)]
    [InlineData("""{ "yes": false }""", 1)]
    public void What_a_variable_leaves_out_costs_nothing(string variables, double typeCost) =>
        Assert.Equal(typeCost, Estimate("query($yes: Boolean!) { book @include(if: $yes) { title } }", variables).Estimate.TypeCost);

    [Theory]
    [InlineData("{ strict { title } }", 0)]
    [InlineData("{ strict(first: 1, last: 1) { title } }", 2)]
    public void Exactly_one_slicing_argument_must_be_given_where_the_schema_says_so(string query, int given)
    {
        var refusal = Assert.Single(Estimate(query).Refusals);
        Assert.Equal($"The field \"strict\" has {given} of the arguments first, last; give exactly one, so that its cost is known.", refusal.Message);
    }

    [Fact]
    public void What_costs_too_much_is_refused_with_the_limit_the_value_and_the_maximum()
    {
        var model = new CostModel(Library, new CostOptions { MaxTypeCost = 100 });
        var document = Parser.ParseDocument("query Bomb { books(first: 10) { related { related { title } } } }");
        model.Estimate((OperationDefinitionNode)document.Definitions[0], new Dictionary<string, FragmentDefinitionNode>(), default, out var refusals, out _);
        var refusal = Assert.Single(refusals);
        Assert.Equal(
            "The operation \"Bomb\" has a type cost of 311; the limit (MaxTypeCost) is 100. Ask for smaller pages, or in several operations.", refusal.Message);
        Assert.Equal(("LIMIT_EXCEEDED", "MaxTypeCost", 311.0, 100.0), (refusal.Code, refusal.Extensions!["limit"], refusal.Extensions["value"], refusal.Extensions["maximum"]));
    }

    [Fact]
    public void Fragments_on_every_type_of_every_level_do_not_multiply_the_time_to_estimate()
    {
        var types = string.Join(" ", Enumerable.Range(0, 40).Select(i => $"type T{i} implements N {{ next: N }}"));
        var model = new CostModel(Schema.FromSdl($"type Query {{ n: N }} interface N {{ next: N }} {types}"), new CostOptions());
        var query = "{ n {" + string.Concat(Enumerable.Repeat("next {", 20)) + "__typename" + new string('}', 22);
        var document = Parser.ParseDocument(query);
        var estimate = model.Estimate((OperationDefinitionNode)document.Definitions[0], new Dictionary<string, FragmentDefinitionNode>(), default, out var refusals, out _);
        Assert.Empty(refusals);
        Assert.Equal(22, estimate.TypeCost);
    }

    private static (CostEstimate Estimate, IReadOnlyList<Errors.GraphQLError> Refusals, bool IsConstant) Estimate(string query, string variables = "{}", Schema? schema = null)
    {
        var document = Parser.ParseDocument(query);
        Assert.Empty(IbmPlatform.GraphQL.Validation.DocumentValidator.Validate(schema ?? Library, document));
        using var json = JsonDocument.Parse(variables);
        var estimate = new CostModel(schema ?? Library, new CostOptions()).Estimate(
            document.Definitions.OfType<OperationDefinitionNode>().Single(),
            document.Definitions.OfType<FragmentDefinitionNode>().ToDictionary(f => f.Name), json.RootElement, out var refusals, out var isConstant);
        return (estimate, refusals, isConstant);
    }
}
