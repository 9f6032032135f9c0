using System.Collections.Concurrent;
using System.Globalization;
using IbmPlatform.Mongo.Client;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Tests;

public sealed class DurabilityTests
{
    private const int Writers = 16;

    [Fact]
    public async Task Every_acknowledged_write_outlives_a_kill()
    {
        var cycles = int.Parse(Environment.GetEnvironmentVariable("IBM_KILL_CYCLES") ?? "5", CultureInfo.InvariantCulture);
        var directory = ServerFixture.NewDirectory();
        var acknowledged = new ConcurrentDictionary<int, int>();
        var next = 0;
        for (var cycle = 0; cycle < cycles; cycle++)
        {
            await using var server = await ServerProcess.Start(directory);
            await using var client = Connect(server.Port);
            var things = client.GetDatabase("test").GetCollection<BsonDocument>("things");
            await things.CreateIndexesAsync(new IndexModel(new BsonDocument { ["w"] = 1, ["n"] = -1 }), new IndexModel(new BsonDocument("n", 1)) { Unique = true });
            var before = acknowledged.Count;
            var writers = Enumerable.Range(0, Writers).Select(w => Write(things, w, () => Interlocked.Increment(ref next), acknowledged)).ToList();
            while (acknowledged.Count < before + 100)
                await Task.Delay(10);
            await Task.Delay(Random.Shared.Next(200));
            await server.Kill();
            await Task.WhenAll(writers);
        }

        await using var last = await ServerProcess.Start(directory);
        await using var reader = Connect(last.Port);
        await Check(reader.GetDatabase("test"), acknowledged);
        Directory.Delete(directory, recursive: true);
    }

    private static MongoClient Connect(int port) =>
        MongoClient.Create($"mongodb://127.0.0.1:{port}/?serverSelectionTimeoutMS=15000&retryWrites=false");

    // Writes until the server is gone. What was sent and not acknowledged may or may not be there: both are right.
    private static async Task Write(MongoCollection<BsonDocument> things, int writer, Func<int> next, ConcurrentDictionary<int, int> acknowledged)
    {
        try
        {
            while (true)
            {
                var n = next();
                await things.InsertOneAsync(new BsonDocument { ["_id"] = n, ["n"] = n, ["w"] = writer, ["v"] = 0 });
                acknowledged[n] = 0;
                await things.UpdateOneAsync(new BsonDocument("_id", n), ServerFixture.Doc("{'$inc': {'v': 1}}"));
                acknowledged[n] = 1;
            }
        }
        catch (MongoException)
        {
            return;
        }
    }

    private static async Task Check(MongoDatabase database, ConcurrentDictionary<int, int> acknowledged)
    {
        var found = new Dictionary<int, int>();
        await foreach (var document in database.GetCollection<BsonDocument>("things").Find([]))
            Assert.True(found.TryAdd(document["_id"].ToInt32(), document["v"].ToInt32()), $"{document["_id"]} stands twice");
        foreach (var (id, version) in acknowledged)
            Assert.True(found.TryGetValue(id, out var v) && v >= version, $"the acknowledged version {version} of {id} is gone");
        Assert.InRange(found.Count, acknowledged.Count, acknowledged.Count + Writers * 1000);
        var report = await database.RunCommandAsync(new BsonDocument("validate", "things"));
        Assert.True(report["valid"].AsBoolean, report["errors"].ToString());
    }
}
