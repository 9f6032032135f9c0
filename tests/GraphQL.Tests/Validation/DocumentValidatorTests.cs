using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;
using IbmPlatform.GraphQL.Validation;

namespace IbmPlatform.GraphQL.Tests.Validation;

public sealed class DocumentValidatorTests
{
    private static readonly Schema Schema = Schema.FromSdl("""
        type Query { thing(id: ID!, filter: Filter, colour: Colour): Thing node: Node }
        interface Node { id: ID! }
        type Thing implements Node { id: ID! name: String self: Thing things(first: Int = 10): [Thing!]! }
        input Filter { name: String! size: Int = 1 }
        enum Colour { RED GREEN }
        type Subscription { changed: Thing }
        """);

    [Fact]
    public void A_document_within_all_rules_has_no_fault() => Assert.Empty(Validate("""
        "finds a thing"
        query Find($id: ID!, $full: Boolean = false, $size: Int! = 3) {
          thing(id: $id, filter: { name: "x", size: $size }, colour: RED) { ...Part things(first: 2) { ...Part @include(if: $full) } }
          node { __typename ... on Thing { self { name } } }
          __schema { types { name fields { name } } }
        }
        fragment Part on Thing { id name }
        subscription Watch { changed { id } }
        """));

    [Fact]
    public void A_fault_names_its_clause_and_its_code()
    {
        var error = Assert.Single(Validate("{ thing(id: 1) { nam } }"));
        Assert.Equal("There is no field \"nam\" on type \"Thing\". Did you mean \"name\"?", error.Message);
        Assert.Equal([new SourceLocation(1, 18)], error.Locations);
        Assert.Equal("GRAPHQL_VALIDATION_FAILED", error.Code);
        Assert.Equal("https://spec.graphql.org/September2025/#sec-Field-Selections", error.Extensions!["specifiedBy"]);
    }

    [Theory]
    [InlineData("{ thing { id } }", "Argument \"id\" of type \"ID!\" is required by field \"thing\", but not given.")]
    [InlineData("{ thing(id: 1, colour: \"RED\") { id } }", "\"RED\" is no value of type \"Colour\": a name without quotes is expected; leave out the quotes.")]
    [InlineData("{ thing(id: 1, colour: GREEEN) { id } }", "GREEEN is no value of type \"Colour\": there is no such value. Did you mean \"GREEN\"?")]
    [InlineData("{ thing(id: 1.5) { id } }", "1.5 is no value of type \"ID!\": a string or a whole number is expected.")]
    [InlineData("{ thing(id: 1, filter: {}) { id } }", "Field \"Filter.name\" of type \"String!\" is required, but not given.")]
    [InlineData("{ thing(id: 1) }", "Field \"thing\" of type \"Thing\" needs a selection of fields: thing { ... }.")]
    [InlineData("{ node { name } }", "There is no field \"name\" on type \"Node\". Select it in a fragment on \"Thing\".")]
    [InlineData("{ thing(id: 1) { id @skip } }", "Argument \"if\" of type \"Boolean!\" is required by directive \"@skip\", but not given.")]
    [InlineData("{ a: thing(id: 1) { id } a: thing(id: 2) { id } }", "Fields \"a\" can't be merged, because their arguments differ. Give one of them another alias.")]
    [InlineData("query ($x: Int) { thing(id: $x) { id } }", "Variable \"$x\" of type \"Int\" can't be used where type \"ID!\" is expected.")]
    public void A_fault_is_told_in_a_sentence(string text, string message) => Assert.Equal(message, Assert.Single(Validate(text)).Message);

    [Fact]
    public void Faults_stop_at_their_limit()
    {
        var text = "{ " + string.Concat(Enumerable.Range(0, 300).Select(i => $"a{i} ")) + "}";
        Assert.Equal(ValidationOptions.DefaultMaxErrors, Validate(text).Count);
        Assert.Equal(3, Validate(text, new ValidationOptions { MaxErrors = 3 }).Count);
    }

    [Fact]
    public void Comparing_fields_stops_at_its_limit_with_a_fault_that_names_it()
    {
        // Every level spreads the next one twice under one name: without a limit or memory, pairs double with each level.
        var text = "{ thing(id: 1) { ...F0 } }" + string.Concat(Enumerable.Range(0, 60).Select(i =>
            $" fragment F{i} on Thing {{ self {{ ...F{i + 1} self {{ id ...F{i + 1} }} }} self {{ name ...F{i + 1} }} }}")) + " fragment F60 on Thing { id }";
        var error = Assert.Single(Validate(text, new ValidationOptions { MaxFieldComparisons = 1_000 }));
        Assert.Contains("MaxFieldComparisons is 1000", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_field_repeated_many_times_is_no_fault()
    {
        var text = "{ thing(id: 1) { " + string.Concat(Enumerable.Repeat("id name ", 2_000)) + "} }";
        Assert.Empty(Validate(text));
    }

    [Fact]
    public void Fragments_in_a_chain_as_long_as_the_document_are_followed()
    {
        var text = "{ thing(id: 1) { ...F0 } }" + string.Concat(Enumerable.Range(0, 1_400).Select(i => $" fragment F{i} on Thing {{ ...F{i + 1} }}")) + " fragment F1400 on Thing { id }";
        Assert.Empty(Validate(text));
        Assert.NotEmpty(Validate(text.Replace("F1400 on Thing { id }", "F1400 on Thing { ...F0 }", StringComparison.Ordinal)));
    }

    [Fact]
    public void Chains_whose_fragments_have_fields_are_compared_up_to_the_limit()
    {
        var text = "{ thing(id: 1) { ...F0 } }" + string.Concat(Enumerable.Range(0, 1_000).Select(i => $" fragment F{i} on Thing {{ id ...F{i + 1} }}")) + " fragment F1000 on Thing { id }";
        Assert.Contains("MaxFieldComparisons is 10000", Assert.Single(Validate(text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Introspection_lists_that_share_fragments_are_measured_once_each()
    {
        var text = "{ __schema { types { ...F0 } } }" + string.Concat(Enumerable.Range(0, 200).Select(i =>
            $" fragment F{i} on __Type {{ a: ofType {{ ...F{i + 1} }} b: ofType {{ ...F{i + 1} }} }}")) + " fragment F200 on __Type { name }";
        Assert.Empty(Validate(text, new ValidationOptions { Rules = [ValidationRules.MaxIntrospectionDepth] }));
    }

    [Fact]
    public void Every_rule_of_the_specification_is_held()
    {
        Assert.Equal(26, ValidationRules.All.Count);
        Assert.Equal(15, ValidationRules.Sdl.Count);
        Assert.All(ValidationRules.All.Concat(ValidationRules.Sdl), rule => Assert.StartsWith("https://spec.graphql.org/September2025/#sec-", rule.SpecifiedBy, StringComparison.Ordinal));
    }

    private static IReadOnlyList<GraphQLError> Validate(string text, ValidationOptions? options = null) =>
        DocumentValidator.Validate(Schema, Parser.ParseDocument(text), options);
}
