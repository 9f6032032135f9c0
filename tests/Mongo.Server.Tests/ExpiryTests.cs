using IbmPlatform.Mongo.Client;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Tests;

public sealed class ExpiryTests
{
    [Fact]
    public async Task Documents_go_when_their_date_is_past_and_only_those()
    {
        var directory = ServerFixture.NewDirectory();
        await using (var server = MongoServer.Start(new MongoServerOptions { DataDirectory = directory, ExpiryInterval = TimeSpan.FromMilliseconds(50) }))
        {
            await using var client = MongoClient.Create("mongodb://embedded", new MongoClientOptions { StreamFactory = _ => server.ConnectInProcess() });
            var things = client.GetDatabase("test").GetCollection<BsonDocument>("things");
            var now = TimeProvider.System.GetUtcNow();
            await things.InsertManyAsync([
                new BsonDocument { ["_id"] = "past", ["at"] = now.AddHours(-2) },
                new BsonDocument { ["_id"] = "earliest of two", ["at"] = new BsonArray { now.AddHours(5), now.AddHours(-2) } },
                new BsonDocument { ["_id"] = "within its time", ["at"] = now.AddMinutes(-30) },
                new BsonDocument { ["_id"] = "no date", ["at"] = 5 },
                new BsonDocument("_id", "nothing"),
            ]);
            await client.GetDatabase("test").RunCommandAsync(
                ServerFixture.Doc("{'createIndexes': 'things', 'indexes': [{'key': {'at': 1}, 'name': 'at', 'expireAfterSeconds': 3600}]}"));
            for (var i = 0; i < 200 && await things.CountDocumentsAsync([]) > 3; i++)
                await Task.Delay(25);

            var left = await things.Find([]).ToListAsync();
            Assert.Equal(["within its time", "no date", "nothing"], left.Select(d => d["_id"].AsString));
            Assert.Equal(3600, (await things.ListIndexesAsync())[1]["expireAfterSeconds"].ToInt32());
            Assert.True((await client.GetDatabase("test").RunCommandAsync(new BsonDocument("validate", "things")))["valid"].AsBoolean);
        }

        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public async Task A_damaged_collection_keeps_no_other_from_expiring()
    {
        var stopped = ServerFixture.Start();
        foreach (var name in (string[])["a", "b"])
        {
            var database = stopped.Client.GetDatabase(name);
            await database.RunCommandAsync(ServerFixture.Doc("{'createIndexes': 'things', 'indexes': [{'key': {'at': 1}, 'name': 'at', 'expireAfterSeconds': 0}]}"));
            await database.GetCollection<BsonDocument>("things").InsertOneAsync(new BsonDocument("at", TimeProvider.System.GetUtcNow().AddDays(-1)));
        }

        await stopped.Stop();
        using (var connection = Storage.SqliteConnection.Open(Path.Combine(stopped.Directory, "a.mongo.db"), create: false))
            connection.Execute("UPDATE c1 SET doc = zeroblob(40)");
        var faults = new System.Collections.Concurrent.ConcurrentQueue<Exception>();
        await using (var server = MongoServer.Start(new MongoServerOptions
        {
            DataDirectory = stopped.Directory,
            ExpiryInterval = TimeSpan.FromMilliseconds(50),
            OnInternalError = faults.Enqueue,
        }))
        {
            await using var client = MongoClient.Create("mongodb://embedded", new MongoClientOptions { StreamFactory = _ => server.ConnectInProcess() });
            var sound = client.GetDatabase("b").GetCollection<BsonDocument>("things");
            for (var i = 0; i < 400 && await sound.CountDocumentsAsync([]) > 0; i++)
                await Task.Delay(25);
            Assert.Equal(0, await sound.CountDocumentsAsync([]));
        }

        Assert.Contains(faults, fault => fault.Message.Contains("fails its checksum", StringComparison.Ordinal));
        Directory.Delete(stopped.Directory, recursive: true);
    }

    [Fact]
    public async Task A_compound_index_and_the_one_on_id_expire_nothing()
    {
        await using var server = ServerFixture.Start();
        foreach (var key in (string[])["{'a': 1, 'b': 1}", "{'_id': 1}"])
            Assert.Equal(67, (await server.Refused($"{{'createIndexes': 'things', 'indexes': [{{'key': {key}, 'name': 'x', 'expireAfterSeconds': 1}}]}}")).Code);
    }
}
