using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Storage;

namespace IbmPlatform.Mongo.Server.Tests;

public sealed class StorageTests
{
    [Fact]
    public async Task What_was_stored_is_there_after_a_restart_with_its_indexes()
    {
        var server = ServerFixture.Start();
        await server.Insert("{'_id': 1, 'a': [1, 2]}", "{'_id': 2, 'a': 3}");
        await server.Run("{'createIndexes': 'things', 'indexes': [{'key': {'a': -1}, 'name': 'a'}]}");
        await server.Stop();

        await using var again = ServerFixture.Reopen(server.Directory);
        Assert.Equal("1", await again.Ids("{'a': 2}"));
        Assert.Equal("_id_ a", string.Join(' ', (await again.Things.ListIndexesAsync()).Select(i => i["name"].AsString)));
        Assert.True((await again.Run("{'validate': 'things'}"))["valid"].AsBoolean);
    }

    [Fact]
    public async Task A_document_with_a_flipped_bit_is_refused_and_named_by_validate()
    {
        var server = ServerFixture.Start();
        await server.Insert("{'_id': 1, 'text': 'whole'}", "{'_id': 2, 'text': 'damaged'}");
        await server.Stop();
        using (var connection = SqliteConnection.Open(Path.Combine(server.Directory, "test.mongo.db"), create: false))
            connection.Execute("UPDATE c1 SET doc = replace(doc, CAST('damaged' AS BLOB), CAST('dbmaged' AS BLOB))");

        await using var again = ServerFixture.Reopen(server.Directory);
        Assert.Equal("1", await again.Ids("{'_id': 1}"));
        Assert.Equal("DataCorruptionDetected", (await again.Refused("{'find': 'things', 'filter': {'_id': 2}}")).CodeName);
        var report = await again.Run("{'validate': 'things'}");
        Assert.False(report["valid"].AsBoolean);
        Assert.Contains("row 2", report["errors"].AsArray[0].AsString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validate_names_an_index_entry_that_is_missing_and_one_that_is_too_many()
    {
        await using var server = ServerFixture.Start();
        await server.Insert("{'_id': 1, 'a': 1}", "{'_id': 2, 'a': 2}");
        await server.Run("{'createIndexes': 'things', 'indexes': [{'key': {'a': 1}, 'name': 'a'}]}");
        using var connection = SqliteConnection.Open(Path.Combine(server.Directory, "test.mongo.db"), create: false);
        connection.Execute("DELETE FROM i1 WHERE id=1");
        Assert.Contains("missing", (await server.Run("{'validate': 'things'}"))["errors"].ToString(), StringComparison.Ordinal);

        connection.Execute("INSERT INTO i1(key, id) VALUES(x'0c00', 77)");
        connection.Execute("INSERT INTO i1(key, id) VALUES(x'0c01', 78)");
        Assert.Contains("3 entries", (await server.Run("{'validate': 'things'}"))["errors"].ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(68)]
    public async Task A_damaged_header_stops_the_start_with_the_files_name(int offset)
    {
        var server = await Stopped();
        var file = Path.Combine(server.Directory, "test.mongo.db");
        Flip(file, offset);
        Assert.Contains(file, Assert.Throws<MongoServerException>(() => Start(server.Directory)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cut_file_stops_the_start()
    {
        var server = await Stopped();
        using (var file = File.OpenWrite(Path.Combine(server.Directory, "test.mongo.db")))
            file.SetLength(file.Length - 4096);
        Assert.Contains("damaged", Assert.Throws<MongoServerException>(() => Start(server.Directory)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Damage_in_the_middle_of_the_log_stops_the_start_and_a_torn_tail_does_not()
    {
        await using var server = ServerFixture.Start();
        for (var i = 0; i < 20; i++)
            await server.Insert($"{{'_id': {i}}}");
        var log = Path.Combine(server.Directory, "test.mongo.db-wal");
        var (torn, damaged) = (Copy(log, "torn"), Copy(log, "damaged"));
        using (var file = File.OpenWrite(torn))
            file.SetLength(file.Length - 100);
        Flip(damaged, 32 + 24 + 4000);

        WalInspection.Check(torn, "no index");
        Assert.Contains("commits follow", Assert.Throws<StorageException>(() => WalInspection.Check(damaged, "no index")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_servers_never_share_a_directory()
    {
        await using var server = ServerFixture.Start();
        Assert.Contains("locked by another server", Assert.Throws<MongoServerException>(() => Start(server.Directory)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_others_can_reach_is_refused_without_authentication_and_a_user()
    {
        var options = new MongoServerOptions { DataDirectory = ServerFixture.NewDirectory(), EndPoint = new(System.Net.IPAddress.Any, 0) };
        Assert.Contains("--auth", Assert.Throws<MongoServerException>(() => MongoServer.Start(options)).Message, StringComparison.Ordinal);
        options = options with { Authentication = true };
        Assert.Contains("before it has a user", Assert.Throws<MongoServerException>(() => MongoServer.Start(options)).Message, StringComparison.Ordinal);

        var server = ServerFixture.Reopen(options.DataDirectory);
        await server.Client.GetDatabase("admin").RunCommandAsync(ServerFixture.Doc("{'createUser': 'ann', 'pwd': 'secret', 'roles': ['root']}"));
        await server.Stop();
        await using var reached = MongoServer.Start(options);
        Assert.NotEqual(0, reached.EndPoint!.Port);
    }

    [Fact]
    public async Task A_taken_port_is_named()
    {
        await using var server = ServerFixture.Start(listen: true);
        var options = new MongoServerOptions { DataDirectory = ServerFixture.NewDirectory(), EndPoint = server.Server.EndPoint };
        Assert.Contains($"Port {server.Server.EndPoint!.Port}", Assert.Throws<MongoServerException>(() => MongoServer.Start(options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_statement_leaves_its_neighbours_in_one_transaction_untouched()
    {
        await using var server = ServerFixture.Start();
        await server.Insert("{'_id': 0}");
        var writes = Enumerable.Range(0, 200).Select(async i =>
        {
            try
            {
                await server.Things.InsertOneAsync(new BsonDocument("_id", i % 2 == 0 ? 0 : i));
                return 1;
            }
            catch (Client.MongoDuplicateKeyException)
            {
                return 0;
            }
        });
        Assert.Equal(100, (await Task.WhenAll(writes)).Sum());
        Assert.Equal(101, await server.Things.CountDocumentsAsync([]));
    }

    [Fact]
    public async Task A_dropped_database_is_gone_with_its_file()
    {
        await using var server = ServerFixture.Start();
        await server.Insert("{'_id': 0}");
        Assert.Equal(["test"], await server.Client.ListDatabaseNamesAsync());
        await server.Run("{'dropDatabase': 1}");
        Assert.Empty(await server.Client.ListDatabaseNamesAsync());
        Assert.False(File.Exists(Path.Combine(server.Directory, "test.mongo.db")));
        await server.Insert("{'_id': 1}");
        Assert.Equal("1", await server.Ids("{}"));
    }

    private static async Task<ServerFixture> Stopped()
    {
        var server = ServerFixture.Start();
        await server.Insert([.. Enumerable.Range(0, 100).Select(i => $"{{'_id': {i}, 'text': '{new string('x', 500)}'}}")]);
        await server.Stop();
        return server;
    }

    private static MongoServer Start(string directory) => MongoServer.Start(new MongoServerOptions { DataDirectory = directory });

    private static string Copy(string file, string suffix)
    {
        var copy = $"{file}.{suffix}";
        File.Copy(file, copy);
        return copy;
    }

    private static void Flip(string path, int offset)
    {
        var bytes = File.ReadAllBytes(path);
        bytes[offset] ^= 0x10;
        File.WriteAllBytes(path, bytes);
    }
}
