using System.Diagnostics;
using System.Globalization;
using IbmPlatform.Mongo.Protocol.Scram;
using IbmPlatform.Testing;

namespace IbmPlatform.Mongo.Protocol.Tests;

public sealed class SaslPrepTests
{
    // The slice is the same each time, so that it fails for what changed here.
    private const string SliceSeed = "20261122";

    // RFC 4013, section 3, and what Unicode Standard Annex 15 is known for.
    [Theory]
    [InlineData("I\u00adX", "IX")]
    [InlineData("user", "user")]
    [InlineData("USER", "USER")]
    [InlineData("\u00aa", "a")]
    [InlineData("\u2168", "IX")]
    [InlineData("a\u00a0b", "a b")]
    [InlineData("e\u0301", "\u00e9")]
    [InlineData("q\u0307\u0323", "q\u0323\u0307")]
    [InlineData("\u1100\u1161\u11a8", "\uac01")]
    [InlineData("\u0915\u093c", "\u0915\u093c")]
    [InlineData("\u0411\u041e\u041c\u041a\u0410", "\u0411\u041e\u041c\u041a\u0410")]
    [InlineData("\u0627\u0628", "\u0627\u0628")]
    [InlineData("", "")]
    public void Text_takes_the_form_that_is_hashed(string typed, string prepared) => Assert.Equal(prepared, SaslPrep.Prepare(typed));

    [Theory]
    [InlineData("\u0007", "Character 1 is U+0007")]
    [InlineData("ab\u200ec", "Character 3 is U+200E")]
    [InlineData("a\ue000", "Character 2 is U+E000")]
    [InlineData("\u0627\u0031", "right to left")]
    [InlineData("\u0627a\u0628", "right to left")]
    [InlineData("x\U0001f600", "Character 2 is U+1F600")]
    public void What_the_RFC_prohibits_is_refused_by_number_and_position(string typed, string expected) =>
        Assert.Contains(expected, Assert.Throws<FormatException>(() => SaslPrep.Prepare(typed)).Message, StringComparison.Ordinal);

    [Fact]
    public void Half_of_a_surrogate_pair_is_refused() =>
        Assert.Contains("Character 2 is half", Assert.Throws<FormatException>(() => SaslPrep.Prepare("a\ud83d")).Message, StringComparison.Ordinal);

    /// <summary>pymongo has SASLprep of its own, over Python's tables. IBM_SEED draws other texts.</summary>
    [Fact]
    public async Task Tens_of_thousands_of_characters_and_random_texts_come_out_as_pymongo_has_them()
    {
        const string Python = "/usr/bin/python3";
        if (!File.Exists(Python) || Environment.GetEnvironmentVariable("CI") != "true" && !Directory.Exists("/usr/lib/python3/dist-packages/pymongo"))
            Assert.Skip("python3-pymongo is not installed (apt install python3-pymongo)");
        var seed = Environment.GetEnvironmentVariable("IBM_SEED") ?? SliceSeed;
        TestContext.Current.TestOutputHelper?.WriteLine($"IBM_SEED={seed}");
        var start = new ProcessStartInfo(Python, [RepositoryRoot.Combine("tests", "Mongo.Protocol.Tests", "saslprep_cases.py"), seed]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var count = 0;
        var differences = new List<string>();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            count++;
            var sides = line.Split('|');
            var ours = Ours(Text(sides[0]));
            if (ours != sides[1])
                differences.Add($"{sides[0]}: pymongo {sides[1]}, ours {ours}");
        }
        await process.WaitForExitAsync();

        Assert.Equal(0, process.ExitCode);
        Assert.True(count > 50_000, $"{count} cases");
        Assert.True(differences.Count == 0, $"{differences.Count} differ:\n{string.Join('\n', differences.Take(20))}");
    }

    private static string Ours(string text)
    {
        try
        {
            return string.Join(' ', SaslPrep.Prepare(text).EnumerateRunes().Select(r => r.Value.ToString("X", CultureInfo.InvariantCulture)));
        }
        catch (FormatException)
        {
            return "refused";
        }
    }

    private static string Text(string points) => string.Concat(
        points.Split(' ').Select(p => char.ConvertFromUtf32(int.Parse(p, NumberStyles.HexNumber, CultureInfo.InvariantCulture))));
}
