using System.Diagnostics;
using System.Globalization;
using IbmPlatform.Mongo.Client;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Tests;

/// <summary>The operating system refuses the server's writes (its limit for file sizes is lowered while it runs), then allows them again.</summary>
public sealed class InputOutputErrorTests
{
    private const string Prlimit = "/usr/bin/prlimit";

    [Fact]
    public async Task A_write_that_the_system_fails_is_refused_and_the_server_goes_on_when_it_can()
    {
        if (!File.Exists(Prlimit))
            Assert.Skip("prlimit is not installed (Debian's util-linux has it)");
        var directory = ServerFixture.NewDirectory();
        await using (var server = await ServerProcess.Start(directory))
        {
            await using var client = Connect(server.Port);
            var things = client.GetDatabase("test").GetCollection<BsonDocument>("things");
            await things.CreateIndexesAsync(new IndexModel(new BsonDocument("n", 1)));
            await Insert(things, 0, 20);

            await Limit(server.ProcessId, "8192:");
            for (var n = 20; n < 23; n++)
            {
                var refused = await Assert.ThrowsAnyAsync<MongoCommandException>(() => Insert(things, n, 1));
                Assert.Contains("disk I/O error", refused.Message, StringComparison.Ordinal);
                Assert.Equal(20, await things.CountDocumentsAsync([]));
            }

            await Limit(server.ProcessId, "unlimited:");
            await Insert(things, 20, 1);
            Assert.Equal(21, await things.CountDocumentsAsync(new BsonDocument("n", new BsonDocument("$gte", 0))));
            await server.Kill();
        }

        await using var again = ServerFixture.Reopen(directory);
        Assert.Equal(21, await again.Things.CountDocumentsAsync([]));
        Assert.True((await again.Run("{'validate': 'things'}"))["valid"].AsBoolean);
    }

    private static MongoClient Connect(int port) =>
        MongoClient.Create(string.Create(CultureInfo.InvariantCulture, $"mongodb://127.0.0.1:{port}/?retryWrites=false"));

    private static async Task Insert(MongoCollection<BsonDocument> things, int from, int count)
    {
        for (var n = from; n < from + count; n++)
            await things.InsertOneAsync(new BsonDocument { ["_id"] = n, ["n"] = n });
    }

    private static async Task Limit(int process, string size)
    {
        var pid = process.ToString(CultureInfo.InvariantCulture);
        using var program = Process.Start(new ProcessStartInfo(Prlimit, ["--pid", pid, $"--fsize={size}"]) { RedirectStandardError = true })!;
        var error = await program.StandardError.ReadToEndAsync();
        await program.WaitForExitAsync();
        Assert.True(program.ExitCode == 0, error);
    }
}
