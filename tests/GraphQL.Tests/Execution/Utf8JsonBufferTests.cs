using System.Globalization;
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
    public void Amounts_are_written_as_the_shortest_form_that_reads_back()
    {
        for (var i = 0; i < 200_000; i++)
        {
            var value = i * 7919 % 1_000_003 / 100.0 * (i % 2 == 0 ? 1 : 99_991);
            using var buffer = new Utf8JsonBuffer(32);
            buffer.WriteDouble(value);
            Assert.Equal(value.ToString("R", CultureInfo.InvariantCulture), Encoding.UTF8.GetString(buffer.Written));
        }
    }

    [Fact]
    public void Plain_and_special_characters_at_any_place_of_texts_of_any_length_come_back()
    {
        foreach (var special in "\"é中")
        {
            for (var length = 0; length < 50; length++)
            {
                for (var at = -1; at < length; at++)
                {
                    var text = string.Create(length, (at, special), static (span, of) =>
                    {
                        for (var i = 0; i < span.Length; i++) span[i] = i == of.at ? of.special : (char)('#' + (i * 7 % 57));
                    });
                    using var buffer = new Utf8JsonBuffer(16);
                    buffer.WriteText("ab"u8.ToArray(), 1, 1, text);
                    Assert.Equal((byte)'b', buffer.Written[0]);
                    Assert.Equal(text, JsonSerializer.Deserialize<string>(buffer.Written[1..]));
                }
            }
        }
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
    [InlineData(-0.0, "-0")]
    [InlineData(-0.5, "-0.5")]
    [InlineData(1000.05, "1000.05")]
    [InlineData(12.3456, "12.3456")]
    [InlineData(-123456789012.75, "-123456789012.75")]
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
