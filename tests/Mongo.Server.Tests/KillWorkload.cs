using System.Collections.Concurrent;
using System.Globalization;
using IbmPlatform.Mongo.Client;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Maintenance;

namespace IbmPlatform.Mongo.Server.Tests;

/// <summary>What clients do until the server is killed, and what must be true of it afterwards, write for write.</summary>
internal sealed class KillWorkload(string folder)
{
    private const int Writers = 16;

    // By id: the last change that was acknowledged, and the one under way, which may have happened or not.
    private readonly ConcurrentDictionary<int, (int? Known, int? Tried)> documents = new();
    private readonly ConcurrentDictionary<string, (bool? Known, bool? Tried)> others = new(StringComparer.Ordinal);
    private int lastId;
    private int acknowledged;

    /// <summary>Writes that the server has said are done.</summary>
    public int Acknowledged => Volatile.Read(ref acknowledged);

    public async Task PrepareAsync(MongoClient client) => await Things(client).CreateIndexesAsync(
        new IndexModel(new BsonDocument { ["w"] = 1, ["v"] = -1 }),
        new IndexModel(new BsonDocument("n", 1)) { Unique = true },
        new IndexModel(new BsonDocument("tags", 1)),
        new IndexModel(new BsonDocument("at", 1)) { ExpireAfter = TimeSpan.FromDays(1) });

    /// <summary>Goes on until the server is gone.</summary>
    public Task Start(MongoClient client, int cycle) => Task.WhenAll(
        Enumerable.Range(0, Writers).Select(writer => UntilKilled(() => WriteAsync(Things(client), writer)))
            .Append(UntilKilled(() => ShapeAsync(client)))
            .Append(UntilKilled(() => ManageUsersAsync(client)))
            .Append(BackUpAsync(client, cycle)));

    /// <summary>Every document, collection and user is as last acknowledged, or as last tried; every index agrees; every backup is whole.</summary>
    public async Task CheckAsync(MongoClient client)
    {
        var found = new Dictionary<int, int>();
        await foreach (var document in Things(client).Find([]))
            Assert.True(found.TryAdd(document["_id"].ToInt32(), document["v"].ToInt32()), $"{document["_id"]} stands twice");
        foreach (var (id, (known, tried)) in documents)
        {
            int? now = found.Remove(id, out var version) ? version : null;
            Assert.True(now == known || now == tried, $"{id}: version {now} is there, {known} was acknowledged, then {tried} tried");
        }

        Assert.Empty(found);
        // The one that is built and dropped all the time may be there.
        Assert.InRange((await Things(client).ListIndexesAsync()).Count, 5, 6);
        await CheckOthersAsync(client);
        foreach (var backup in Directory.GetFiles(folder, "*.backup"))
        {
            var target = backup + ".restored";
            using var errors = new StringWriter();
            Assert.True(await MaintenanceProgram.RunAsync(["restore", "--data-dir", target, "--from", backup], TextWriter.Null, errors) == 0, errors.ToString());
            Directory.Delete(target, recursive: true);
        }
    }

    private async Task CheckOthersAsync(MongoClient client)
    {
        var database = client.GetDatabase("test");
        var listed = await database.RunCommandAsync(new BsonDocument("listCollections", 1));
        var collections = listed["cursor"].AsDocument["firstBatch"].AsArray.Select(c => c.AsDocument["name"].AsString).ToList();
        var users = await database.RunCommandAsync(new BsonDocument("usersInfo", 1));
        var present = collections.Where(name => name != "things").Concat(users["users"].AsArray.Select(u => u.AsDocument["user"].AsString)).ToHashSet(StringComparer.Ordinal);
        foreach (var (name, (known, tried)) in others)
            Assert.True(present.Contains(name) == (known ?? false) || present.Contains(name) == tried, $"{name} is there: {present.Contains(name)}; acknowledged {known}, then tried {tried}");
        Assert.Subset(others.Keys.ToHashSet(StringComparer.Ordinal), present);
        foreach (var collection in collections)
        {
            var report = await database.RunCommandAsync(new BsonDocument("validate", collection));
            Assert.True(report["valid"].AsBoolean, $"{collection}: {report["errors"]}");
        }
    }

    private async Task WriteAsync(MongoCollection<BsonDocument> things, int writer)
    {
        var id = Interlocked.Increment(ref lastId);
        await Try(id, 0, () => things.InsertOneAsync(new BsonDocument
        {
            ["_id"] = id,
            ["n"] = id,
            ["w"] = writer,
            ["v"] = 0,
            ["tags"] = new BsonArray { id % 7, id % 3 },
            ["at"] = DateTimeOffset.UtcNow,
        }));
        await Try(id, 1, () => things.UpdateOneAsync(new BsonDocument("_id", id), ServerFixture.Doc("{'$inc': {'v': 1}, '$push': {'tags': 9}}")));
        if (id % 3 == 0)
            await Try(id, null, () => things.DeleteOneAsync(new BsonDocument("_id", id)));
        else if (id % 3 == 1)
            await Try(id, 2, () => things.ReplaceOneAsync(new BsonDocument("_id", id), new BsonDocument { ["n"] = id, ["v"] = 2, ["tags"] = 5 }));
    }

    // An index that is built over all documents, and collections that come and go.
    private async Task ShapeAsync(MongoClient client)
    {
        var (database, name) = (client.GetDatabase("test"), $"c{Interlocked.Increment(ref lastId)}");
        await Try(name, true, () => database.RunCommandAsync(new BsonDocument("create", name)));
        await database.GetCollection<BsonDocument>(name).InsertOneAsync(new BsonDocument("a", 1));
        await database.GetCollection<BsonDocument>(name).CreateIndexesAsync(new IndexModel(new BsonDocument("a", 1)));
        await Things(client).CreateIndexesAsync(new IndexModel(new BsonDocument { ["tags"] = 1, ["n"] = -1 }) { Name = "built" });
        await database.RunCommandAsync(new BsonDocument { ["dropIndexes"] = "things", ["index"] = "built" });
        if (lastId % 2 == 0)
            await Try(name, false, () => database.RunCommandAsync(new BsonDocument("drop", name)));
    }

    private async Task ManageUsersAsync(MongoClient client)
    {
        var (database, name) = (client.GetDatabase("test"), $"u{Interlocked.Increment(ref lastId)}");
        await Try(name, true, () => database.RunCommandAsync(new BsonDocument { ["createUser"] = name, ["pwd"] = "x", ["roles"] = new BsonArray { "read" } }));
        await database.RunCommandAsync(new BsonDocument { ["grantRolesToUser"] = name, ["roles"] = new BsonArray { "readWrite" } });
        if (lastId % 2 == 0)
            await Try(name, false, () => database.RunCommandAsync(new BsonDocument("dropUser", name)));
    }

    // The kill comes in the midst of one, which must leave no file that looks whole. The last of a cycle is kept, to be restored.
    private async Task BackUpAsync(MongoClient client, int cycle)
    {
        string? last = null;
        await UntilKilled(async () =>
        {
            var file = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{cycle}-{Interlocked.Increment(ref lastId)}.backup"));
            await client.GetDatabase("admin").RunCommandAsync(new BsonDocument("backup", file));
            if (last is not null)
                File.Delete(last);
            last = file;
        });
    }

    private async Task Try(int id, int? version, Func<Task> write)
    {
        documents.AddOrUpdate(id, _ => (null, version), (_, state) => (state.Known, version));
        await write();
        documents[id] = (version, version);
        Interlocked.Increment(ref acknowledged);
    }

    private async Task Try(string name, bool there, Func<Task> write)
    {
        others.AddOrUpdate(name, _ => (null, there), (_, state) => (state.Known, there));
        await write();
        others[name] = (there, there);
        Interlocked.Increment(ref acknowledged);
    }

    private static async Task UntilKilled(Func<Task> work)
    {
        try
        {
            while (true)
                await work();
        }
        catch (MongoException)
        {
            return;
        }
    }

    private static MongoCollection<BsonDocument> Things(MongoClient client) => client.GetDatabase("test").GetCollection<BsonDocument>("things");
}
