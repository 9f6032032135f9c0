using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.GraphQL.Tests.Language;

public sealed class LexicalTests
{
    [Theory]
    [InlineData("\"\"", "")]
    [InlineData("\" # not a comment, \"", " # not a comment, ")]
    [InlineData("\"\\\" \\\\ \\/ \\b\\f\\n\\r\\t\"", "\" \\ / \b\f\n\r\t")]
    [InlineData("\"\\u00e4 \\u{E4} \\u{0000000e4}\"", "ä ä ä")]
    [InlineData("\"\\u{1F600} \\uD83D\\uDE00 😀\"", "😀 😀 😀")]
    [InlineData("\"\\u{10FFFF}\\u{0}\"", "\U0010FFFF\0")]
    public void A_quoted_string_has_the_value_of_its_escapes(string literal, string value) =>
        Assert.Equal(value, Assert.IsType<StringValueNode>(Parser.ParseValue(literal)).Value);

    [Theory]
    [InlineData("\"\"\"\"\"\"", "")]
    [InlineData("\"\"\"one\"\"\"", "one")]
    [InlineData("\"\"\"\n    one\n      two\n\n    three\n  \"\"\"", "one\n  two\n\nthree")]
    [InlineData("\"\"\"first\n    two\r\n   three\r   four\"\"\"", "first\n two\nthree\nfour")]
    [InlineData("\"\"\"\n\n \t one \n\n\"\"\"", "one ")]
    [InlineData("\"\"\" \\\"\"\" \\n \\u0041 \" \"\"\"", " \"\"\" \\n \\u0041 \" ")]
    [InlineData("\"\"\"\n  a\n \n  b\n\"\"\"", "a\n\nb")]
    public void A_block_string_loses_its_indentation_and_border_lines(string literal, string value) =>
        Assert.Equal(value, Assert.IsType<StringValueNode>(Parser.ParseValue(literal)).Value);

    [Theory]
    [InlineData("0", typeof(IntValueNode))]
    [InlineData("-0", typeof(IntValueNode))]
    [InlineData("-9876543210987654321", typeof(IntValueNode))]
    [InlineData("0.0", typeof(FloatValueNode))]
    [InlineData("-1.25e+10", typeof(FloatValueNode))]
    [InlineData("1E5", typeof(FloatValueNode))]
    public void A_number_keeps_its_text(string literal, Type kind)
    {
        var value = Parser.ParseValue(literal);
        Assert.IsType(kind, value);
        Assert.Equal(literal, Printer.PrintCompact(value));
    }

    [Theory]
    [InlineData("00", 2, "leading zero")]
    [InlineData("-", 2, "needs a digit")]
    [InlineData("1.", 3, "needs a digit")]
    [InlineData("1.e1", 3, "needs a digit")]
    [InlineData("1e", 3, "needs a digit")]
    [InlineData("1a", 2, "can't be followed")]
    [InlineData("0xF1", 2, "can't be followed")]
    [InlineData("1.2.3", 4, "can't be followed")]
    [InlineData(".5", 1, "a spread is")]
    [InlineData("+1", 1, "can't begin a token")]
    [InlineData("'a'", 1, "double quotes")]
    [InlineData("\"a", 3, "not closed")]
    [InlineData("\"a\nb\"", 3, "not closed at the end of its line")]
    [InlineData("\"\"\"a\"\"", 7, "not closed")]
    [InlineData("\"\\x\"", 2, "no escape")]
    [InlineData("\"\\u12G4\"", 2, "four hexadecimal digits")]
    [InlineData("\"\\u12", 2, "four hexadecimal digits")]
    [InlineData("\"\\u{\"", 2, "closing brace")]
    [InlineData("\"\\u{}\"", 2, "at least one")]
    [InlineData("\"\\u{110000}\"", 2, "no Unicode character")]
    [InlineData("\"\\u{FFFFFFFFFFFF}\"", 2, "no Unicode character")]
    [InlineData("\"\\uD83D\"", 2, "no Unicode character")]
    [InlineData("\"\\uDE00\\uD83D\"", 2, "no Unicode character")]
    [InlineData("\"\\u{D83D}\\u{DE00}\"", 2, "no Unicode character")]
    [InlineData("é", 1, "U+00E9")]
    [InlineData("😀", 1, "U+1F600")]
    [InlineData("", 1, "the end of the document")]
    public void What_is_no_token_is_refused_with_its_column(string text, int column, string part)
    {
        var error = Assert.Throws<GraphQLSyntaxException>(() => Parser.ParseValue(text));
        Assert.Equal((1, column), (error.Line, error.Column));
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
        Assert.Equal("GRAPHQL_PARSE_FAILED", error.Error.Code);
    }

    [Fact]
    public void Half_a_surrogate_pair_in_a_string_is_refused() =>
        Assert.Throws<GraphQLSyntaxException>(() => Parser.ParseValue("\"\ud83d\""));

    [Fact]
    public void Commas_comments_and_a_byte_order_mark_are_ignored()
    {
        var document = Parser.ParseDocument("\uFEFF#one\r\n,{,a,#two\n,b}#end");
        Assert.Equal("{a b}", Printer.PrintCompact(document));
    }

    [Fact]
    public void Lines_end_at_every_terminator_of_the_specification()
    {
        var error = Assert.Throws<GraphQLSyntaxException>(() => Parser.ParseDocument("{\r\n a\r b\n !}"));
        Assert.Equal((4, 2), (error.Line, error.Column));
    }
}
