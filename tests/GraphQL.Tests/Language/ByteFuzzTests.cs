using System.Diagnostics;
using System.Globalization;
using System.Text;
using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.GraphQL.Tests.Language;

/// <summary>
/// Bytes of documents broken at random: each is read or refused, and what reading takes stays in line with what was sent.
/// IBM_FUZZ_CASES sets how many, IBM_SEED which; the slice of every build reads the same ones.
/// </summary>
public sealed class ByteFuzzTests(ITestOutputHelper output)
{
    private const int DefaultCases = 20_000;
    private const int SliceSeed = 20_261_122;

    // The bound is linear: a node or a token takes at most that much for each byte, and the reader itself and an error take the base.
    private const int BytesPerByte = 128;
    private const int BaseBytes = 16 * 1024;

    private static readonly byte[][] Seeds = [Encoding.UTF8.GetBytes(Documents.Executable), Encoding.UTF8.GetBytes(Documents.TypeSystem), "{a}"u8.ToArray()];
    private static readonly byte[][] Tokens =
        [.. new[] { "{", "}", "(", ")", "[", "]", "...", "\"", "\"\"\"", "\\u{", "\\uD83D", "$a", "@a", "!", "&", "|", "#", "\n", "on ", "a:", "1e", "-0" }.Select(Encoding.UTF8.GetBytes)];

    [Fact]
    public void Reading_broken_bytes_ends_and_takes_memory_linear_in_them()
    {
        var cases = Setting("IBM_FUZZ_CASES") ?? DefaultCases;
        var seed = Setting("IBM_SEED") ?? (cases == DefaultCases ? SliceSeed : Random.Shared.Next());
        var random = new Random(seed);
        // What happens once in a process, such as making tables, belongs to no case.
        foreach (var bytes in Seeds) Read(Encoding.UTF8.GetString(bytes));
        Read("{ a(");
        var (read, most, total) = (0, 0.0, 0L);
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < cases; i++)
        {
            var bytes = Broken(random);
            var text = Encoding.UTF8.GetString(bytes);
            var before = GC.GetAllocatedBytesForCurrentThread();
            if (Read(text)) read++;
            var taken = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(
                taken <= BaseBytes + ((long)BytesPerByte * bytes.Length),
                $"IBM_SEED={seed} case {i}: {taken} bytes allocated for {bytes.Length}: {Convert.ToHexString(bytes.AsSpan(0, Math.Min(bytes.Length, 2_000)))}");
            most = Math.Max(most, (double)taken / Math.Max(bytes.Length, 64));
            total += bytes.Length;
        }

        output.WriteLine($"{cases} cases of {total / cases} bytes on average, IBM_SEED={seed}: {read} read, {most:F0} bytes allocated for a byte at most, {watch.Elapsed.TotalSeconds:F0} s.");
        // Bytes that are all refused at once, or never, prove little.
        Assert.InRange(read, cases / 200, cases - (cases / 4));
    }

    private static bool Read(string text)
    {
        try
        {
            Parser.ParseDocument(text);
            return true;
        }
        catch (GraphQLSyntaxException)
        {
            return false;
        }
    }

    private static byte[] Broken(Random random)
    {
        var bytes = Seeds[random.Next(Seeds.Length)].ToList();
        for (var changes = random.Next(1, 5); changes > 0; changes--)
        {
            var at = random.Next(bytes.Count + 1);
            var length = Math.Min(random.Next(16), bytes.Count - at);
            switch (random.Next(8))
            {
                case 0:
                    bytes.RemoveRange(at, length);
                    break;
                case 1:
                    bytes.InsertRange(at, bytes.GetRange(at, length));
                    break;
                case 2:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                case 3:
                    // What nests, or goes on, as deep as limits let it.
                    bytes.InsertRange(at, Enumerable.Repeat(Tokens[random.Next(Tokens.Length)], random.Next(300)).SelectMany(token => token));
                    break;
                case 4 or 5:
                    bytes.InsertRange(at, Tokens[random.Next(Tokens.Length)]);
                    break;
                case 6 when at < bytes.Count:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                default:
                    bytes.Insert(at, (byte)random.Next(256));
                    break;
            }
        }

        return [.. bytes];
    }

    private static int? Setting(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
}
