using IbmPlatform.Mongo.Client;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Storage;

namespace IbmPlatform.Mongo.Server.Tests;

/// <summary>A database is there for as long as it holds a collection, and what was its own is never another's.</summary>
public sealed class EmptyDatabaseTests
{
    [Theory]
    [InlineData("{'update': 'things', 'updates': [{'q': {}, 'u': {'$set': {'a': 1}}}]}")]
    [InlineData("{'findAndModify': 'things', 'query': {}, 'update': {'$set': {'a': 1}}}")]
    [InlineData("{'findAndModify': 'things', 'query': {}, 'remove': true}")]
    [InlineData("{'update': 'things', 'updates': [{'q': {'$frob': 1}, 'u': {'$set': {'a': 1}}}]}")]
    public async Task A_write_that_stores_nothing_leaves_no_file(string command)
    {
        await using var server = ServerFixture.Start();

        await server.Run(command);

        Assert.Equal(["server.lock"], Directory.GetFiles(server.Directory).Select(Path.GetFileName));
        await server.Insert("{'_id': 1}");
        Assert.Equal("1", await server.Ids("{}"));
    }

    [Fact]
    public async Task A_refused_index_leaves_no_file()
    {
        await using var server = ServerFixture.Start();

        await server.Refused("{'createIndexes': 'things', 'indexes': [{'key': {'a': 1}, 'name': 'x'}, {'key': {'b': 1}, 'name': 'x'}]}");

        Assert.Equal(["server.lock"], Directory.GetFiles(server.Directory).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_database_goes_with_its_last_collection()
    {
        await using var server = ServerFixture.Start();
        await server.Insert("{'_id': 1}");
        await server.Run("{'create': 'others'}");

        await server.Run("{'drop': 'things'}");
        Assert.Contains("test.mongo.db", Directory.GetFiles(server.Directory).Select(Path.GetFileName));
        await server.Run("{'drop': 'others'}");

        Assert.Equal(["server.lock"], Directory.GetFiles(server.Directory).Select(Path.GetFileName));
    }

    [Fact]
    public async Task What_is_acknowledged_beside_a_write_that_stores_nothing_is_there()
    {
        var directory = ServerFixture.NewDirectory();
        await using (var data = DataDirectory.Open(directory))
        {
            using var begun = new SemaphoreSlim(0);
            using var release = new ManualResetEventSlim();
            var nothing = Task.Run(() => data.WriteAsync(
                "test",
                _ =>
                {
                    begun.Release();
                    return release.Wait(TimeSpan.FromMinutes(1)) ? 0L : throw new TimeoutException();
                },
                CancellationToken.None));
            await begun.WaitAsync(TestContext.Current.CancellationToken);
            var database = data.Find("test")!;
            var storing = data.WriteAsync(
                "test",
                // Until the other one, which is answered, has seen that the database is empty.
                session => SpinWait.SpinUntil(() => nothing.IsCompleted || database.IsClosed, TimeSpan.FromMinutes(1))
                    ? session.CreateCollection("things") : throw new TimeoutException(),
                CancellationToken.None);
            release.Set();
            await nothing;
            await storing;

            Assert.NotNull(data.Find("test")?.Catalogue.Find("things"));
        }

        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public async Task A_database_whose_file_cannot_be_deleted_keeps_nobody_waiting()
    {
        var directory = ServerFixture.NewDirectory();
        await using (var data = DataDirectory.Open(directory))
        {
            await data.WriteAsync("test", session => session.CreateCollection("things"), TestContext.Current.CancellationToken);
            var file = data.Find("test")!.Path;
            File.Delete(file);
            Directory.CreateDirectory(file);

            await Assert.ThrowsAsync<UnauthorizedAccessException>(() => data.DropAsync("test"));
            var writing = Task.Run(() => data.WriteAsync("test", session => session.CreateCollection("things"), TestContext.Current.CancellationToken));
            await Assert.ThrowsAnyAsync<StorageException>(() => writing.WaitAsync(TimeSpan.FromMinutes(1)));
        }

        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public async Task Writes_that_meet_a_drop_are_stored_before_it_or_after_it()
    {
        await using var server = ServerFixture.Start();
        using var stop = new CancellationTokenSource();
        var writers = Enumerable.Range(0, 4).Select(w => Write(server.Things, w, stop.Token)).ToList();
        for (var i = 0; i < 30; i++)
        {
            await server.Run("{'drop': 'things'}");
            await server.Run("{'dropDatabase': 1}");
        }

        await stop.CancelAsync();
        var written = await Task.WhenAll(writers);
        Assert.All(written, n => Assert.True(n > 0));
        await server.Insert("{'_id': 'last'}");
        Assert.Equal("last", await server.Ids("{'_id': 'last'}"));
        Assert.True((await server.Run("{'validate': 'things'}"))["valid"].AsBoolean);
    }

    [Theory]
    [InlineData("{'drop': 'things'}")]
    [InlineData("{'dropDatabase': 1}")]
    public async Task A_cursor_never_goes_on_in_a_collection_that_was_made_since(string drop)
    {
        await using var server = ServerFixture.Start();
        await server.Insert([.. Enumerable.Range(0, 20).Select(i => $"{{'_id': {i}}}")]);
        var first = await server.Run("{'find': 'things', 'batchSize': 2}");
        await server.Run(drop);
        var secrets = server.Database.GetCollection<BsonDocument>("secrets");
        await secrets.InsertManyAsync([.. Enumerable.Range(100, 20).Select(i => new BsonDocument("_id", i))]);

        var more = new BsonDocument { ["getMore"] = first["cursor"].AsDocument["id"], ["collection"] = "things" };
        var refused = await Assert.ThrowsAnyAsync<MongoCommandException>(() => server.Database.RunCommandAsync(more));

        Assert.Equal("QueryPlanKilled", refused.CodeName);
    }

    [Fact]
    public async Task A_cursor_never_goes_on_in_an_index_that_was_made_since()
    {
        await using var server = ServerFixture.Start();
        await server.Run("{'createIndexes': 'things', 'indexes': [{'key': {'a': 1}, 'name': 'a'}]}");
        await server.Insert([.. Enumerable.Range(0, 20).Select(i => $"{{'_id': {i}, 'a': {i}, 'b': {-i}}}")]);
        var first = await server.Run("{'find': 'things', 'filter': {'a': {'$gte': 0}}, 'batchSize': 2}");
        await server.Run("{'dropIndexes': 'things', 'index': 'a'}");
        await server.Run("{'createIndexes': 'things', 'indexes': [{'key': {'b': 1}, 'name': 'b'}]}");

        var more = new BsonDocument { ["getMore"] = first["cursor"].AsDocument["id"], ["collection"] = "things" };
        var refused = await Assert.ThrowsAnyAsync<MongoCommandException>(() => server.Database.RunCommandAsync(more));

        Assert.Equal("QueryPlanKilled", refused.CodeName);
    }

    [Fact]
    public async Task What_a_pipeline_writes_is_whole_also_where_its_transaction_is_run_again()
    {
        await using var server = ServerFixture.Start();
        await server.Insert([.. Enumerable.Range(0, 10).Select(i => $"{{'_id': {i}}}")]);
        var copies = server.Database.GetCollection<BsonDocument>("copies");
        for (var round = 0; round < 20; round++)
        {
            // Each is undone half-way, and with it the transaction that it shares.
            var failing = Enumerable.Range(0, 6).Select(_ => server.Refused(
                "{'createIndexes': 'things', 'indexes': [{'key': {'a': 1}, 'name': 'x'}, {'key': {'b': 1}, 'name': 'x'}]}")).ToList();
            var writing = server.Run("{'aggregate': 'things', 'pipeline': [{'$out': 'copies'}], 'cursor': {}}");
            await Task.WhenAll([writing, .. failing]);
            Assert.Equal(10, await copies.CountDocumentsAsync([]));
        }
    }

    private static async Task<int> Write(MongoCollection<BsonDocument> things, int writer, CancellationToken stop)
    {
        var n = 0;
        for (; n == 0 || !stop.IsCancellationRequested; n++)
            await things.InsertOneAsync(new BsonDocument("_id", writer * 1_000_000 + n), CancellationToken.None);
        return n;
    }
}
