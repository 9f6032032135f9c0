using System.Text;
using System.Text.Json;
using IbmPlatform.GraphQL.Execution.Running;

namespace IbmPlatform.GraphQL.Tests.Execution;

public sealed class Utf8JsonBufferTests
{
    public static TheoryData<string> Texts() =>
    [
        "", "plain", "\"quoted\" and \\ back", "tab\tline\nreturn\rfeed\fback\b", "\u0000\u001f", "Кыргыз Республикасы", "🛂 border", "</script>&'",
        new string('"', 10_000), new string('é', 10_000), string.Concat(Enumerable.Range(0, 0x300).Select(c => (char)c)),
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public void Any_text_comes_back_from_json_as_it_was(string text)
    {
        using var buffer = new Utf8JsonBuffer(16);
        buffer.WriteString(text);
        Assert.Equal(text, JsonSerializer.Deserialize<string>(buffer.Written));
    }

    [Fact]
    public void Half_a_surrogate_pair_becomes_the_replacement_character()
    {
        using var buffer = new Utf8JsonBuffer();
        buffer.WriteString("a\ud83d");
        Assert.Equal("\"a\ufffd\"", Encoding.UTF8.GetString(buffer.Written));
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(90.9, "90.9")]
    [InlineData(-1.5e-7, "-1.5E-07")]
    [InlineData(1e300, "1E+300")]
    public void Doubles_are_written_as_short_as_they_read_back(double value, string expected)
    {
        using var buffer = new Utf8JsonBuffer();
        buffer.WriteDouble(value);
        Assert.Equal(expected, Encoding.UTF8.GetString(buffer.Written));
        Assert.Equal(value, JsonSerializer.Deserialize<double>(buffer.Written));
    }

    [Fact]
    public void Cutting_back_forgets_what_came_after()
    {
        using var buffer = new Utf8JsonBuffer();
        buffer.WriteInt64(long.MinValue);
        var length = buffer.Length;
        buffer.WriteString(new string('x', 100_000));
        buffer.CutBackTo(length);
        buffer.WriteBoolean(true);
        Assert.Equal("-9223372036854775808true", Encoding.UTF8.GetString(buffer.Written));
    }
}
