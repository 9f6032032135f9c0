using IbmPlatform.Federation.Composition;

namespace IbmPlatform.Federation.Tests.Composition;

public sealed class SubgraphFaultTests
{
    [Fact]
    public void A_syntax_error_names_subgraph_and_place()
    {
        var error = Composing.Error("type Query { a: Int", "type Query { b: Int }");
        Assert.Equal("INVALID_GRAPHQL", error.Code);
        Assert.StartsWith("[a] Syntax error: ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("(at 3:20)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_type_is_named_with_its_place() => Composing.Fails(
        "INVALID_GRAPHQL", "[a] \"Query.a\" is of type \"[Thing!]\", but the subgraph defines no \"Thing\"; define it.", "type Query { a: [Thing!] }");

    [Fact]
    public void An_unknown_directive_is_named_with_its_place() => Composing.Fails(
        "INVALID_GRAPHQL", "[a] \"Query.a\" carries @nice, which the subgraph neither defines nor imports; define it, or import it by @link.", "type Query { a: Int @nice }");

    [Fact]
    public void What_no_rule_of_federation_names_the_specifications_rules_find()
    {
        var errors = Composing.Compose("type Query { a(x: E = NONE): Int __b: Int } enum E { X }").Errors;
        Assert.Equal(2, errors.Count);
        Assert.All(errors, error => Assert.StartsWith("INVALID_GRAPHQL: The merged schema is not valid GraphQL: ", error.ToString(), StringComparison.Ordinal));
        Assert.Contains("__b", errors[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_faults_are_told_at_once() => Assert.Equal(
        3, Composing.Compose("type Query { a: X b: Y }", "type Query { c(z: Z): Int }").Errors.Count);

    [Fact]
    public void A_key_on_an_unknown_field_is_an_error() => Composing.Fails(
        "KEY_INVALID_FIELDS",
        "[a] On type \"T\", for @key(fields: \"id\"): type \"T\" has no field \"id\" in this subgraph (if another subgraph owns it, mention it here with @external).",
        "type Query { t: T } type T @key(fields: \"id\") { x: Int }");

    [Fact]
    public void A_key_on_an_interface_is_an_error() => Assert.Equal(
        "KEY_FIELDS_SELECT_INVALID_TYPE",
        Composing.Error("type Query { t: T } interface I { id: ID } type T @key(fields: \"i { id }\") { i: I } type U implements I { id: ID }").Code);

    [Fact]
    public void A_key_with_arguments_is_an_error() => Assert.Equal(
        "KEY_FIELDS_HAS_ARGS", Composing.Error("type Query { t: T } type T @key(fields: \"x\") { x(a: Int): Int }").Code);

    [Fact]
    public void Providing_below_a_scalar_is_an_error() => Assert.Equal(
        "PROVIDES_ON_NON_OBJECT_FIELD", Composing.Error("type Query { a: Int @provides(fields: \"x\") }").Code);

    [Fact]
    public void A_cost_on_an_interfaces_field_is_an_error() => Composing.Fails(
        "COST_APPLIED_TO_INTERFACE_FIELD",
        "[a] @cost stands on interface field \"I.x\"; put it on the field of each object type that implements \"I\".",
        "type Query { t: T } interface I { x: Int @cost(weight: 5) } type T implements I { x: Int @cost(weight: 5) }");

    [Fact]
    public void A_federation_version_that_is_not_known_is_an_error() => Assert.Equal(
        "UNKNOWN_FEDERATION_LINK_VERSION", Single("extend schema @link(url: \"https://specs.apollo.dev/federation/v3.0\") type Query { a: Int }").Code);

    [Fact]
    public void An_unknown_import_is_an_error() => Assert.Equal(
        "INVALID_LINK_DIRECTIVE_USAGE", Single("extend schema @link(url: \"https://specs.apollo.dev/federation/v2.3\", import: [\"@kee\"]) type Query { a: Int }").Code);

    [Fact]
    public void Context_is_refused_and_not_ignored() => Assert.Equal(
        "UNSUPPORTED_FEATURE",
        Single("extend schema @link(url: \"https://specs.apollo.dev/federation/v2.8\", import: [\"@context\"]) type Query { a: T } type T @context(name: \"c\") { x: Int }").Code);

    [Fact]
    public void A_supergraph_needs_a_query() => Assert.Equal("NO_QUERIES", Composing.Error("type T { x: Int }").Code);

    [Fact]
    public void Names_may_not_differ_in_case_only() => Assert.Equal(
        "INVALID_SUBGRAPH_NAME", Assert.Single(Composer.Compose([new("a", "", "type Query { a: Int }"), new("A", "", "type Query { b: Int }")]).Errors).Code);

    private static CompositionError Single(string sdl) => Assert.Single(Composer.Compose([new SubgraphDefinition("a", "", sdl)]).Errors);
}
