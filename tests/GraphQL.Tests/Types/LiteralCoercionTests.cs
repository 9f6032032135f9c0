using System.Text.Json;
using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Tests.Types;

public sealed class LiteralCoercionTests
{
    private static readonly Schema Schema = Schema.FromSdl("""
        type Query { a(b: Int, c: Float, d: ID, e: Filter, f: One, g: Any): Int }
        input Filter { name: String! = "all" size: Int below: Filter must: Boolean! colours: [Colour!] }
        input One @oneOf { a: String b: Int }
        enum Colour { RED GREEN }
        scalar Any
        """);

    [Theory]
    [InlineData("1", "Int", "1")]
    [InlineData("1", "Float", "1")]
    [InlineData("1.5", "Float", "1.5")]
    [InlineData("12", "ID", "\"12\"")]
    [InlineData("\"x\"", "ID", "\"x\"")]
    [InlineData("null", "Int", "null")]
    [InlineData("1", "[Int]", "[1]")]
    [InlineData("1", "[[Int]]", "[[1]]")]
    [InlineData("[1, null]", "[Int]", "[1,null]")]
    [InlineData("RED", "Colour", "\"RED\"")]
    [InlineData("{must: true}", "Filter", "{\"name\":\"all\",\"must\":true}")]
    [InlineData("{must: true, size: null, colours: GREEN}", "Filter", "{\"name\":\"all\",\"size\":null,\"must\":true,\"colours\":[\"GREEN\"]}")]
    [InlineData("{must: $true, size: $absent}", "Filter", "{\"name\":\"all\",\"must\":true}")]
    [InlineData("$one", "Int!", "1")]
    [InlineData("$absent", "Int", "null")]
    [InlineData("{b: 1}", "One", "{\"b\":1}")]
    [InlineData("{b: $one}", "One", "{\"b\":1}")]
    [InlineData("{a: [1, X, {b: 2.5}, $one], c: 9223372036854775808}", "Any", "{\"a\":[1,\"X\",{\"b\":2.5},1],\"c\":9223372036854775808}")]
    public void A_literal_becomes_the_value_of_its_type(string literal, string type, string expected)
    {
        Assert.True(TryCoerce(literal, type, out var value));
        Assert.Equal(expected, JsonSerializer.Serialize(value));
    }

    [Theory]
    [InlineData("1.0", "Int")]
    [InlineData("2147483648", "Int")]
    [InlineData("1e999", "Float")]
    [InlineData("\"1\"", "Int")]
    [InlineData("1", "String")]
    [InlineData("1", "Boolean")]
    [InlineData("true", "ID")]
    [InlineData("null", "Int!")]
    [InlineData("[null]", "[Int!]")]
    [InlineData("\"RED\"", "Colour")]
    [InlineData("BLUE", "Colour")]
    [InlineData("{}", "Filter")]
    [InlineData("{must: true, more: 1}", "Filter")]
    [InlineData("{must: null}", "Filter")]
    [InlineData("{must: $absent}", "Filter")]
    [InlineData("$absent", "Int!")]
    [InlineData("{a: \"x\", b: 1}", "One")]
    [InlineData("{a: null}", "One")]
    [InlineData("{a: $absent}", "One")]
    [InlineData("{a: \"x\", b: $absent}", "One")]
    public void A_literal_of_another_type_is_refused(string literal, string type) => Assert.False(TryCoerce(literal, type, out _));

    [Fact]
    public void A_default_is_coerced_like_any_literal()
    {
        var filter = (InputObjectType)Schema.FindType("Filter")!;
        Assert.Equal("all", LiteralCoercion.DefaultOf(filter.Fields.Find("name")!));
        Assert.Null(LiteralCoercion.DefaultOf(filter.Fields.Find("size")!));
    }

    private static bool TryCoerce(string literal, string type, out object? value) =>
        LiteralCoercion.TryCoerce(Parser.ParseValue(literal), Schema.Resolve(Parser.ParseType(type))!, Variables, out value);

    private static bool Variables(string name, out object? value)
    {
        value = name switch { "true" => true, "one" => 1, _ => null };
        return value is not null;
    }
}
