using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Tests.Validation;

public sealed class SchemaValidationTests
{
    private const string Query = "type Query { a: Int }\n";

    [Theory]
    [InlineData("type Other { a: Int }", "no query root")]
    [InlineData("schema { query: Other } union Other = Q type Q { a: Int }", "1:17", "no object type")]
    [InlineData("schema { query: Query mutation: Query } type Query { a: Int }", "1:17, 1:33", "a type of its own")]
    [InlineData(Query + "type __Mine { a: Int }", "2:1", "\"__\"")]
    [InlineData(Query + "type T { __a: Int }", "2:10", "\"__\"")]
    [InlineData(Query + "type T { a(__b: Int): Int }", "2:12", "\"__\"")]
    [InlineData(Query + "enum E { __A }", "2:10", "\"__\"")]
    [InlineData(Query + "directive @__a on FIELD", "2:1", "\"__\"")]
    [InlineData(Query + "type T", "2:1", "no fields")]
    [InlineData(Query + "interface T", "2:1", "no fields")]
    [InlineData(Query + "input T", "2:1", "no fields")]
    [InlineData(Query + "enum T", "2:1", "no values")]
    [InlineData(Query + "union T", "2:1", "no member types")]
    [InlineData(Query + "union T = Query | Query", "2:11, 2:19", "more than once")]
    [InlineData(Query + "union T = Int", "2:11", "object types only")]
    [InlineData(Query + "input I { a: Int } type T { a: I }", "2:32", "input only")]
    [InlineData(Query + "type T { a(b: Query): Int }", "2:15", "output only")]
    [InlineData(Query + "input I { a: [Query!]! }", "2:14", "output only")]
    [InlineData(Query + "directive @d(a: Query) on FIELD", "2:17", "output only")]
    [InlineData(Query + "type T { a(b: Int! @deprecated): Int }", "2:20, 2:15", "can't be deprecated")]
    [InlineData(Query + "input I { a: Int! @deprecated }", "2:19, 2:14", "can't be deprecated")]
    [InlineData(Query + "type T implements Query { a: Int }", "2:19", "interfaces only")]
    [InlineData(Query + "interface T implements T { a: Int }", "2:24", "itself")]
    [InlineData(Query + "interface I { a: Int } type T implements I & I { a: Int }", "2:42, 2:46", "more than once")]
    [InlineData(Query + "interface I { a: Int } interface J implements I { a: Int } type T implements J { a: Int }", "2:47, 2:78", "\"I\" too")]
    [InlineData(Query + "interface I { a: Int } type T implements I { b: Int }", "2:15, 2:24", "misses the field \"a\"")]
    [InlineData(Query + "interface I { a: Int! } type T implements I { a: Int }", "2:18, 2:50", "promises \"Int!\"")]
    [InlineData(Query + "interface I { a: [I] } type T implements I { a: I }", "2:18, 2:49", "promises \"[I]\"")]
    [InlineData(Query + "interface I { a(b: Int): Int } type T implements I { a: Int }", "2:17, 2:54", "misses the argument \"b\"")]
    [InlineData(Query + "interface I { a(b: Int): Int } type T implements I { a(b: Int!): Int }", "2:20, 2:59", "\"Int!\"")]
    [InlineData(Query + "interface I { a: Int } type T implements I { a(b: Int!): Int }", "2:48, 2:15", "can't be required")]
    [InlineData(Query + "interface I { a: Int } type T implements I { a: Int @deprecated }", "2:53, 2:15", "can't be deprecated")]
    [InlineData(Query + "input I { a: J! } input J { b: I! }", "2:11, 2:29", "a.b")]
    [InlineData(Query + "input I { a: I = {} }", "2:11", "itself to be completed")]
    [InlineData(Query + "input I @oneOf { a: Int! }", "2:21", "nullable")]
    [InlineData(Query + "input I @oneOf { a: Int = 1 }", "2:18", "default")]
    [InlineData(Query + "input I { a: Int } extend input I @oneOf", "2:35", "not on an extension")]
    [InlineData(Query + "directive @d(a: Int @d) on ARGUMENT_DEFINITION", "2:1", "own definition")]
    [InlineData(Query + "directive @d(a: E) on ENUM enum E @d { A }", "2:1", "own definition")]
    [InlineData(Query + "type T { a(b: Int = \"x\"): Int }", "2:21", "\"x\" is no value of type \"Int\"")]
    [InlineData(Query + "directive @d(a: Int) on OBJECT type T @d(a: X) { a: Int }", "2:45", "X is no value of type \"Int\"")]
    public void A_schema_that_breaks_a_rule_is_refused_with_the_place(string sdl, string places, string part = "")
    {
        if (part.Length == 0) (places, part) = ("", places);
        var error = Assert.Single(Assert.Throws<SchemaException>(() => Schema.FromSdl(sdl)).Errors);
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
        Assert.Equal(places, string.Join(", ", error.Locations));
        Assert.NotNull(error.Code);
        Assert.StartsWith("https://spec.graphql.org/September2025/#", Assert.IsType<string>(error.Extensions!["specifiedBy"]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("interface I { a: [I] b(c: Int): I } type T implements I { a: [T!]! b(c: Int, d: Int! = 1): T }")]
    [InlineData("interface I { u: U } type T implements I { u: T } union U = T")]
    [InlineData("input I { a: I b: [I!]! = [] c: I = { a: null, c: null } }")]
    [InlineData("input I { a: Int! = 1 @deprecated b: J! } input J { i: I }")]
    [InlineData("directive @d(a: Int @e) on ARGUMENT_DEFINITION directive @e(b: Int) on ARGUMENT_DEFINITION")]
    [InlineData("scalar Any @specifiedBy(url: \"https://example.org\") type T { a(b: Any = { c: [1, \"x\"] }): Int }")]
    [InlineData("\"our own\" directive @deprecated(reason: String = \"No longer supported\") on FIELD_DEFINITION")]
    [InlineData("scalar Int")]
    public void A_schema_within_the_rules_is_taken(string sdl) => Assert.NotNull(Schema.FromSdl(Query, sdl).QueryType);

    [Fact]
    public void All_faults_are_reported_at_once()
    {
        var error = Assert.Throws<SchemaException>(() => Schema.FromSdl("type T { a: Nope a: Int } enum E type T { b(c: Int = true): Int } interface I @gone { i: T }"));
        Assert.Equal(6, error.Errors.Count);
        Assert.StartsWith("The schema has 6 faults:", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fault_says_in_which_of_several_texts_it_is()
    {
        var error = Assert.Throws<SchemaException>(() => Schema.FromSdl(Query, "type T { a: Nope }", "enum E"));
        Assert.Contains("(at schema[1] 1:13)", error.Message, StringComparison.Ordinal);
        Assert.Contains("(at schema[2] 1:1)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_subgraph_may_extend_types_that_it_does_not_define()
    {
        var document = Parser.ParseDocument("extend type Query { a: Thing } extend type Thing { b: Int }");
        var schema = Schema.FromDocument(document, new SchemaOptions { OrphanExtensionsDefine = true });
        Assert.Equal("Thing", schema.QueryType!.Fields.Find("a")!.Type.ToString());
        Assert.Throws<SchemaException>(() => Schema.FromDocument(document));
    }

    [Fact]
    public void An_unknown_type_is_refused_even_without_validation()
    {
        var document = Parser.ParseDocument("type Query { a: Nope }");
        Assert.Single(Assert.Throws<SchemaException>(() => Schema.FromDocument(document, validate: false)).Errors);
    }

    [Fact]
    public void A_built_in_scalar_belongs_to_a_schema_that_refers_to_it_only()
    {
        Assert.Null(Schema.FromSdl("type Query { a: Int }").FindType("Float"));
        Assert.NotNull(Schema.FromSdl("type Query { a: Float }").FindType("Float"));
    }
}
