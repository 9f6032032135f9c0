using System.Diagnostics;
using IbmPlatform.Mongo.Client;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Tests;

/// <summary>A volume of a few megabytes that fills up; needs the right to mount one.</summary>
public sealed class DiskFullTests
{
    [Fact]
    public async Task A_full_disk_refuses_the_write_and_loses_nothing_that_was_acknowledged()
    {
        var volume = ServerFixture.NewDirectory();
        if (!OperatingSystem.IsLinux() || await Run("mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", volume) != 0)
            Assert.Skip("mounting a small volume needs root on Linux");
        try
        {
            var filler = Path.Combine(volume, "filler");
            await File.WriteAllBytesAsync(filler, new byte[2 << 20]);
            var directory = Path.Combine(volume, "data");
            var server = ServerFixture.Reopen(directory);
            var (acknowledged, fault) = await Fill(server);
            Assert.Equal("OutOfDiskSpace", fault.CodeName);
            Assert.True(acknowledged > 5);
            Assert.Equal(acknowledged, await server.Things.CountDocumentsAsync([]));

            File.Delete(filler);
            await server.Insert("{'_id': 'after'}");
            Assert.True((await server.Run("{'validate': 'things'}"))["valid"].AsBoolean);
            await server.Stop();
            var again = ServerFixture.Reopen(directory);
            Assert.Equal(acknowledged + 1, await again.Things.CountDocumentsAsync([]));
            await again.Stop();
        }
        finally
        {
            Assert.Equal(0, await Run("umount", "--lazy", volume));
            Directory.Delete(volume);
        }
    }

    [Fact]
    public async Task Every_kind_of_write_is_refused_on_a_full_disk_and_works_again_when_there_is_room()
    {
        var volume = ServerFixture.NewDirectory();
        if (!OperatingSystem.IsLinux() || await Run("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", volume) != 0)
            Assert.Skip("mounting a small volume needs root on Linux");
        try
        {
            var filler = Path.Combine(volume, "filler");
            var directory = Path.Combine(volume, "data");
            var server = ServerFixture.Reopen(directory);
            await server.Insert([.. Enumerable.Range(0, 300).Select(i => $"{{'_id': {i}, 'n': {i}, 'text': '{new string('x', 4000)}'}}")]);
            await server.Run("{'createIndexes': 'things', 'indexes': [{'key': {'n': 1}, 'name': 'n'}]}");
            await server.Run("{'create': 'spare'}");
            string[] writes =
            [
                $"{{'insert': 'things', 'documents': [{{'_id': 'new', 'text': '{new string('y', 100_000)}'}}]}}",
                "{'update': 'things', 'updates': [{'q': {}, 'u': {'$set': {'more': 1}}, 'multi': true}]}",
                "{'delete': 'things', 'deletes': [{'q': {'n': {'$gte': 200}}, 'limit': 0}]}",
                "{'findAndModify': 'things', 'query': {'_id': 1}, 'update': {'$set': {'text': 'short'}}}",
                "{'createIndexes': 'things', 'indexes': [{'key': {'text': 1}, 'name': 'text'}]}",
                "{'dropIndexes': 'things', 'index': 'n'}",
                "{'collMod': 'things', 'index': {'name': 'n', 'expireAfterSeconds': 60}}",
                "{'reIndex': 'things'}",
                "{'create': 'others'}",
                "{'drop': 'spare'}",
                "{'aggregate': 'things', 'pipeline': [{'$out': 'copies'}], 'cursor': {}}",
                "{'renameCollection': 'test.spare', 'to': 'test.renamed', '$db': 'admin'}",
                "{'createUser': 'ann', 'pwd': 'x', 'roles': ['root'], '$db': 'admin'}",
                "{'insert': 'things', 'documents': [{'_id': 1}], '$db': 'another'}",
                $"{{'backup': '{Path.Combine(volume, "all.backup")}', '$db': 'admin'}}",
            ];
            var before = await State(server);
            await FillUp(filler);
            foreach (var write in writes)
            {
                var refused = await Assert.ThrowsAnyAsync<MongoCommandException>(() => On(server, write));
                Assert.True(refused.CodeName is "OutOfDiskSpace" or "OperationFailed", $"{write}: {refused.CodeName} {refused.Message}");
            }

            Assert.Equal(before, await State(server));
            Assert.Equal(["data", "filler"], Directory.GetFileSystemEntries(volume).Select(Path.GetFileName).Order(StringComparer.Ordinal));
            File.Delete(filler);
            // A backup needs room for a copy: it comes while there is some.
            foreach (var write in writes.Reverse().Where(write => !write.Contains("$out", StringComparison.Ordinal) && !write.Contains("'spare'", StringComparison.Ordinal)))
                Assert.Equal(1, (await On(server, write))["ok"].ToDouble());
            await server.Stop();
            var again = ServerFixture.Reopen(directory);
            Assert.True((await again.Run("{'validate': 'things'}"))["valid"].AsBoolean);
            await again.Stop();
        }
        finally
        {
            Assert.Equal(0, await Run("umount", "--lazy", volume));
            Directory.Delete(volume);
        }
    }

    private static Task<BsonDocument> On(ServerFixture server, string text)
    {
        var command = ServerFixture.Doc(text);
        var database = command.Find("$db") is BsonString name ? name.Value : "test";
        command.Remove("$db");
        return server.Client.GetDatabase(database).RunCommandAsync(command);
    }

    private static async Task<string> State(ServerFixture server)
    {
        var collections = await server.Run("{'listCollections': 1, 'nameOnly': true}");
        var databases = await server.Client.GetDatabase("admin").RunCommandAsync(ServerFixture.Doc("{'listDatabases': 1, 'nameOnly': true}"));
        var documents = await server.Things.Find([]).ToListAsync();
        var indexes = await server.Things.ListIndexesAsync();
        return $"{collections} {databases} {documents.Count} {string.Join(' ', documents.Select(d => d.Count))} {string.Join(' ', indexes)}";
    }

    // To the last byte: what is left after large pieces takes small ones.
    private static async Task FillUp(string filler)
    {
        await using var file = new FileStream(filler, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        for (var piece = 1 << 20; piece >= 1; piece /= 2)
        {
            try
            {
                while (true)
                    file.Write(new byte[piece]);
            }
            catch (IOException)
            {
                continue;
            }
        }
    }

    private static async Task<(int Acknowledged, MongoCommandException Fault)> Fill(ServerFixture server)
    {
        for (var n = 0; ; n++)
        {
            try
            {
                await server.Things.InsertOneAsync(new BsonDocument { ["_id"] = n, ["text"] = new string('x', 50_000) });
            }
            catch (MongoCommandException fault)
            {
                return (n, fault);
            }
        }
    }

    private static async Task<int> Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
