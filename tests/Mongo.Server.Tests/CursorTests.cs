using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Tests;

public sealed class CursorTests
{
    [Theory]
    [InlineData("{}")]
    [InlineData("{'n': {'$gte': 0}}")]
    [InlineData("{'t': {'$in': [1, 2, 3]}}")]
    public async Task Batches_bring_every_document_once(string filter)
    {
        await using var server = await Filled();
        var seen = new HashSet<int>();
        await foreach (var document in server.Things.Find(ServerFixture.Doc(filter), new Client.FindOptions { BatchSize = 7 }))
            Assert.True(seen.Add(document["_id"].ToInt32()));
        Assert.Equal(500, seen.Count);
    }

    [Fact]
    public async Task A_cursor_between_batches_holds_no_transaction_and_lets_the_log_be_checkpointed()
    {
        await using var server = await Filled();
        var first = await server.Run("{'find': 'things', 'filter': {}, 'batchSize': 2}");
        Assert.NotEqual(0, first["cursor"].AsDocument["id"].ToInt64());

        await server.Insert([.. Enumerable.Range(1000, 200).Select(i => $"{{'_id': {i}, 'text': '{new string('x', 2000)}'}}")]);
        using var connection = Storage.SqliteConnection.Open(System.IO.Path.Combine(server.Directory, "test.mongo.db"), create: false);
        using var checkpoint = connection.Prepare("PRAGMA wal_checkpoint(FULL)");
        Assert.True(checkpoint.Step());
        Assert.Equal(0, checkpoint.Long(0));
        Assert.Equal(checkpoint.Long(1), checkpoint.Long(2));
    }

    [Fact]
    public async Task The_log_stays_small_while_a_cursor_is_open_and_writes_go_on()
    {
        await using var server = await Filled();
        var first = await server.Run("{'find': 'things', 'filter': {}, 'batchSize': 2}");
        var more = new BsonDocument { ["getMore"] = first["cursor"].AsDocument["id"], ["collection"] = "things", ["batchSize"] = 2 };
        var log = new System.IO.FileInfo(System.IO.Path.Combine(server.Directory, "test.mongo.db-wal"));
        for (var round = 0; round < 40; round++)
        {
            await server.Insert([.. Enumerable.Range(1000 + 100 * round, 100).Select(i => $"{{'_id': {i}, 'text': '{new string('x', 8000)}'}}")]);
            Assert.Equal(2, (await server.Database.RunCommandAsync(more.Clone()))["cursor"].AsDocument["nextBatch"].AsArray.Count);
        }

        log.Refresh();
        Assert.InRange(log.Length, 1, 8 << 20);
        Assert.True(new System.IO.FileInfo(System.IO.Path.Combine(server.Directory, "test.mongo.db")).Length > 24 << 20);
    }

    [Fact]
    public async Task A_cursor_goes_on_after_its_next_document_was_deleted()
    {
        await using var server = await Filled();
        var first = await server.Run("{'find': 'things', 'filter': {}, 'sort': {'_id': 1}, 'batchSize': 3}");
        await server.Run("{'delete': 'things', 'deletes': [{'q': {'_id': {'$in': [3, 4]}}, 'limit': 0}]}");
        var id = first["cursor"].AsDocument["id"].ToInt64();
        var next = await server.Database.RunCommandAsync(new BsonDocument { ["getMore"] = id, ["collection"] = "things", ["batchSize"] = 2 });

        Assert.Equal([5, 6], next["cursor"].AsDocument["nextBatch"].AsArray.Select(d => d.AsDocument["_id"].ToInt32()));
    }

    [Fact]
    public async Task A_killed_cursor_and_one_of_a_dropped_collection_are_refused()
    {
        await using var server = await Filled();
        async Task<long> Open() => (await server.Run("{'find': 'things', 'batchSize': 1}"))["cursor"].AsDocument["id"].ToInt64();
        async Task<string> More(long id) => (await Assert.ThrowsAnyAsync<Client.MongoCommandException>(
            () => server.Database.RunCommandAsync(new BsonDocument { ["getMore"] = id, ["collection"] = "things" }))).CodeName;

        var killed = await Open();
        await server.Database.RunCommandAsync(new BsonDocument { ["killCursors"] = "things", ["cursors"] = new BsonArray { killed } });
        Assert.Equal("CursorNotFound", await More(killed));

        var dropped = await Open();
        await server.Run("{'drop': 'things'}");
        Assert.Equal("QueryPlanKilled", await More(dropped));
    }

    [Theory]
    [InlineData("'find': 'things', 'filter': {'n': {'$gte': 0}}, 'batchSize': 1")]
    [InlineData("'aggregate': 'things', 'pipeline': [{'$match': {'n': {'$gte': 0}}}, {'$set': {'a': 1}}], 'cursor': {'batchSize': 1}")]
    public async Task Who_drops_an_index_ends_the_cursors_that_use_it_and_no_others(string command)
    {
        await using var server = await Filled();
        var killedId = (await server.Run($"{{{command}}}"))["cursor"].AsDocument["id"].ToInt64();
        var other = (await server.Run($"{{{command.Replace("'n'", "'t'")}}}"))["cursor"].AsDocument["id"].ToInt64();
        await server.Run("{'dropIndexes': 'things', 'index': 'n'}");
        Task<BsonDocument> More(long id) => server.Database.RunCommandAsync(new BsonDocument { ["getMore"] = id, ["collection"] = "things" });

        var killed = await Assert.ThrowsAnyAsync<Client.MongoCommandException>(() => More(killedId));
        Assert.Equal((175, "QueryPlanKilled"), (killed.Code, killed.CodeName));
        Assert.Contains("index 'n'", killed.Message, StringComparison.Ordinal);
        Assert.Equal(499, (await More(other))["cursor"].AsDocument["nextBatch"].AsArray.Count);
    }

    [Fact]
    public async Task A_command_that_takes_longer_than_maxTimeMS_is_ended()
    {
        await using var server = await Filled();
        var slow = "{'find': 'things', 'filter': {'$expr': {'$gt': [{'$size': {'$range': [0, 100000]}}, 1]}}, 'batchSize': 500, 'maxTimeMS': 20}";
        Assert.Equal("MaxTimeMSExpired", (await server.Refused(slow)).CodeName);
    }

    private static async Task<ServerFixture> Filled()
    {
        var server = ServerFixture.Start();
        await server.Insert([.. Enumerable.Range(0, 500).Select(i => $"{{'_id': {i}, 'n': {i % 50}, 't': [1, 2, {i}]}}")]);
        await server.Run("{'createIndexes': 'things', 'indexes': [{'key': {'n': 1}, 'name': 'n'}, {'key': {'t': 1}, 'name': 't'}]}");
        return server;
    }
}
