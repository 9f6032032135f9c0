using System.Globalization;
using IbmPlatform.Mongo.Client;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Maintenance;

namespace IbmPlatform.Mongo.Server.Tests;

/// <summary>
/// One bit of a file is changed: the server does not start, or refuses what is asked, or answers as before; never anything else.
/// IBM_FLIPS sets how many bits, IBM_SEED which.
/// </summary>
public sealed class FlipTests(ITestOutputHelper output) : IDisposable
{
    private const int SliceSeed = 20_261_122;

    private static readonly string[] Questions =
    [
        "{'find': 'things', 'batchSize': 1000}",
        "{'find': 'things', 'filter': {'n': {'$gte': 100}}, 'sort': {'n': -1}, 'batchSize': 1000}",
        "{'find': 'things', 'filter': {'tags': 'b'}, 'hint': 'tags', 'batchSize': 1000}",
        "{'find': 'things', 'filter': {'_id': 77}}",
        "{'find': 'others', 'batchSize': 1000}",
        "{'count': 'things', 'query': {'n': {'$lt': 50}}}",
        "{'distinct': 'things', 'key': 'tags'}",
        "{'listIndexes': 'things'}",
        "{'listCollections': 1}",
    ];

    private readonly string folder = ServerFixture.NewDirectory();

    [Fact]
    public async Task No_bit_of_a_database_file_changes_an_answer()
    {
        var directory = Path.Combine(folder, "data");
        await Fill(directory);
        var path = Path.Combine(directory, "test.mongo.db");
        var sound = File.ReadAllBytes(path);
        var expected = (await Ask(directory)).Answers;
        var random = Seeded(out var flips);
        var (atStart, atRead, byVerify, harmless) = (0, 0, 0, 0);
        for (var i = 0; i < flips; i++)
        {
            var (place, bit) = (random.Next(sound.Length), 1 << random.Next(8));
            var damaged = sound.ToArray();
            damaged[place] ^= (byte)bit;
            File.WriteAllBytes(path, damaged);
            var (answers, refused) = await Ask(directory);
            if (answers.Count == 0)
            {
                atStart++;
                continue;
            }

            for (var q = 0; q < Questions.Length; q++)
                Assert.True(answers[q] is null || answers[q] == expected[q], $"byte {place}, bit {bit}: {Questions[q]} answers {answers[q]}");
            File.WriteAllBytes(path, damaged);
            if (refused)
                atRead++;
            else if ((await DirectoryCheck.OfDatabaseAsync("test", path)).Count > 0)
                byVerify++;
            else
                harmless++;
        }

        output.WriteLine($"{flips} bits of {sound.Length} bytes: {atStart} stopped the start, {atRead} were refused when read, {byVerify} found by verify alone, {harmless} in what nobody reads");
        // A page that holds nothing is the only one without a checksum that anybody looks at.
        Assert.True(harmless <= flips / 20, $"{harmless} bits of {flips} were not found");
    }

    [Fact]
    public async Task No_bit_of_a_backup_changes_what_it_restores()
    {
        var directory = Path.Combine(folder, "data");
        await Fill(directory);
        var expected = (await Ask(directory)).Answers;
        var file = Path.Combine(folder, "all.backup");
        Assert.Equal(0, await MaintenanceProgram.RunAsync(["backup", "--data-dir", directory, "--to", file], TextWriter.Null, TextWriter.Null));
        var sound = File.ReadAllBytes(file);
        var random = Seeded(out var flips);
        var refused = 0;
        for (var i = 0; i < flips; i++)
        {
            var place = random.Next(sound.Length);
            var damaged = sound.ToArray();
            damaged[place] ^= (byte)(1 << random.Next(8));
            File.WriteAllBytes(file, damaged);
            var target = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"restored{i}"));
            if (await MaintenanceProgram.RunAsync(["restore", "--data-dir", target, "--from", file], TextWriter.Null, TextWriter.Null) != 0)
                refused++;
            else
                Assert.Equal(expected, (await Ask(target)).Answers);
            Directory.Delete(target, recursive: true);
        }

        output.WriteLine($"{flips} bits of {sound.Length} bytes: {refused} refused, the others restored the same");
        Assert.True(refused > flips / 2);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static async Task Fill(string directory)
    {
        var server = ServerFixture.Reopen(directory);
        await server.Run("""
            {'createIndexes': 'things', 'indexes': [{'key': {'n': -1}, 'name': 'n', 'unique': true}, {'key': {'tags': 1, 'n': 1}, 'name': 'tags'},
              {'key': {'at': 1}, 'name': 'at', 'expireAfterSeconds': 86400, 'partialFilterExpression': {'n': {'$gt': 5}}}]}
            """);
        await server.Insert([.. Enumerable.Range(0, 200).Select(i =>
            $"{{'_id': {i}, 'n': {i * 7 % 200}, 'tags': ['a', '{(char)('b' + i % 5)}'], 'text': '{new string('x', i % 20 == 0 ? 9000 : 150)}'}}")]);
        var others = server.Database.GetCollection<BsonDocument>("others");
        await others.InsertManyAsync([.. Enumerable.Range(0, 100).Select(i => new BsonDocument("_id", $"other {i}"))]);
        await server.Stop();
    }

    /// <summary>An answer for each question, null for one that is refused for damage; none where the server does not start.</summary>
    private static async Task<(List<string?> Answers, bool Refused)> Ask(string directory)
    {
        ServerFixture server;
        try
        {
            server = ServerFixture.Reopen(directory);
        }
        catch (MongoServerException)
        {
            return ([], true);
        }

        var answers = new List<string?>();
        foreach (var question in Questions)
        {
            try
            {
                answers.Add((await server.Run(question)).ToString());
            }
            catch (MongoCommandException fault) when (fault.CodeName == "DataCorruptionDetected")
            {
                answers.Add(null);
            }
        }

        await server.Stop();
        return (answers, answers.Contains(null));
    }

    private Random Seeded(out int flips)
    {
        var asked = Setting("IBM_FLIPS");
        flips = asked ?? 60;
        var seed = Setting("IBM_SEED") ?? (asked is null ? SliceSeed : Random.Shared.Next());
        output.WriteLine($"{flips} flips, IBM_SEED={seed}");
        return new Random(seed);
    }

    private static int? Setting(string name) =>
        Environment.GetEnvironmentVariable(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
}
