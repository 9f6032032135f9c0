using System.Globalization;
using IbmPlatform.Mongo.Client;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Storage;
using SQLitePCL;

namespace IbmPlatform.Mongo.Server.Tests;

/// <summary>Files that lose or change bytes after a kill are found at the start; older formats are read.</summary>
public sealed class DamageTests
{
    private const int Documents = 30;

    [Fact]
    public async Task A_log_that_lost_or_changed_any_byte_since_the_kill_stops_the_start()
    {
        var directory = await Killed();
        var log = Path.Combine(directory, "test.mongo.db-wal");
        var sound = File.ReadAllBytes(log);
        var index = File.ReadAllBytes(Path.Combine(directory, "test.mongo.db-shm"));
        var random = new Random(20_261_122);
        for (var i = 0; i < 60; i++)
        {
            var damaged = sound.ToArray();
            if (i % 3 == 0)
                damaged = damaged[..random.Next(damaged.Length)];
            else
                damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
            File.WriteAllBytes(log, damaged);
            var refused = Assert.Throws<MongoServerException>(() => Start(directory));
            Assert.Contains("test.mongo.db-wal", refused.Message, StringComparison.Ordinal);
        }

        File.Delete(log);
        Assert.Contains("it is missing", Assert.Throws<MongoServerException>(() => Start(directory)).Message, StringComparison.Ordinal);
        // Nothing of that has touched the index that tells.
        Assert.Equal(index, File.ReadAllBytes(Path.Combine(directory, "test.mongo.db-shm")));

        File.WriteAllBytes(log, sound);
        await using var server = ServerFixture.Reopen(directory);
        Assert.Equal(Documents, await server.Things.CountDocumentsAsync([]));
        Assert.True((await server.Run("{'validate': 'things'}"))["valid"].AsBoolean);
    }

    [Theory]
    [InlineData("DROP TABLE i1", "index 'n'")]
    [InlineData("DROP TABLE c1", "collection 'things'")]
    public async Task A_catalogue_that_names_what_is_not_there_stops_the_start(string damage, string named)
    {
        var server = await WithIndex();
        await server.Stop();
        using (var connection = SqliteConnection.Open(Path.Combine(server.Directory, "test.mongo.db"), create: false))
            connection.Execute(damage);
        Assert.Contains(named, Assert.Throws<MongoServerException>(() => Start(server.Directory)).Message, StringComparison.Ordinal);
        Directory.Delete(server.Directory, recursive: true);
    }

    [Fact]
    public async Task An_index_entry_that_points_nowhere_is_refused_and_not_served()
    {
        var server = await WithIndex();
        await server.Stop();
        using (var connection = SqliteConnection.Open(Path.Combine(server.Directory, "test.mongo.db"), create: false))
            connection.Execute("DELETE FROM c1 WHERE id = 3");
        await using var again = ServerFixture.Reopen(server.Directory);
        var refused = await again.Refused("{'find': 'things', 'filter': {'n': {'$gte': 0}}, 'hint': 'n'}");
        Assert.Equal("DataCorruptionDetected", refused.CodeName);
        Assert.Contains("Index 'n'", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_file_of_an_older_format_keeps_its_documents_and_indexes_and_gets_checksums(int format)
    {
        var server = await WithIndex();
        await server.Stop();
        var path = Path.Combine(server.Directory, "test.mongo.db");
        MakeOld(path, format);

        var upgraded = ServerFixture.Reopen(server.Directory);
        Assert.Equal(["_id_", "n"], (await upgraded.Things.ListIndexesAsync()).Select(i => i["name"].AsString));
        Assert.Equal("7", await upgraded.Ids("{'n': 7}"));
        await upgraded.Run("{'createIndexes': 'things', 'indexes': [{'key': {'at': 1}, 'name': 'at', 'expireAfterSeconds': 60}]}");
        Assert.True((await upgraded.Run("{'validate': 'things'}"))["valid"].AsBoolean);
        await upgraded.Stop();

        using (var connection = SqliteConnection.Open(path, create: false))
            Assert.Equal(CatalogueTables.FormatVersion, connection.QueryLong("PRAGMA user_version"));
        var bytes = File.ReadAllBytes(path);
        for (var offset = 0; offset < bytes.Length; offset += CheckedFiles.PageSize)
            Assert.True(PageChecksum.IsRight(bytes.AsSpan(offset, CheckedFiles.PageSize), offset), $"the page at {offset}");
        Directory.Delete(server.Directory, recursive: true);
    }

    // As earlier servers wrote it: no room at the end of pages, and in format 1 no options of indexes.
    private static void MakeOld(string path, int format)
    {
        var old = path + ".old";
        Assert.Equal(raw.SQLITE_OK, raw.sqlite3_open(old, out var handle));
        using (handle)
        {
            Execute($"PRAGMA application_id={CatalogueTables.ApplicationId}; PRAGMA user_version={format}; ATTACH '{path}' AS new");
            foreach (var table in (string[])["collections", "indexes", "c1", "i1"])
            {
                Assert.Equal(raw.SQLITE_OK, raw.sqlite3_prepare_v2(handle, $"SELECT sql FROM new.sqlite_schema WHERE name='{table}'", out var row));
                using (row)
                {
                    Assert.Equal(raw.SQLITE_ROW, raw.sqlite3_step(row));
                    Execute(raw.sqlite3_column_text(row, 0).utf8_to_string());
                }

                Execute($"INSERT INTO main.{table} SELECT * FROM new.{table}");
            }

            Execute(format == 1 ? "DETACH new; ALTER TABLE indexes DROP COLUMN options" : "DETACH new");
        }

        File.Move(old, path, overwrite: true);
        Assert.Equal(0, File.ReadAllBytes(path)[20]);

        void Execute(string sql) => Assert.Equal(raw.SQLITE_OK, raw.sqlite3_exec(handle, sql));
    }

    private static async Task<ServerFixture> WithIndex()
    {
        var server = ServerFixture.Start();
        await server.Run("{'createIndexes': 'things', 'indexes': [{'key': {'n': 1}, 'name': 'n'}]}");
        await server.Insert([.. Enumerable.Range(0, Documents).Select(i => $"{{'_id': {i}, 'n': {i}}}")]);
        return server;
    }

    private static async Task<string> Killed()
    {
        var directory = ServerFixture.NewDirectory();
        await using var server = await ServerProcess.Start(directory);
        await using var client = MongoClient.Create(string.Create(CultureInfo.InvariantCulture, $"mongodb://127.0.0.1:{server.Port}/"));
        var things = client.GetDatabase("test").GetCollection<BsonDocument>("things");
        await things.CreateIndexesAsync(new IndexModel(new BsonDocument("n", 1)));
        for (var n = 0; n < Documents; n++)
            await things.InsertOneAsync(new BsonDocument { ["_id"] = n, ["n"] = n });
        await server.Kill();
        return directory;
    }

    private static MongoServer Start(string directory) => MongoServer.Start(new MongoServerOptions { DataDirectory = directory });
}
