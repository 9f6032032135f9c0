using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Tests;

public sealed class BulkWriteTests
{
    [Theory, InlineData(true), InlineData(false)]
    public async Task Writes_of_all_kinds_are_carried_out_and_counted(bool ordered)
    {
        await using var store = new EmbeddedStore();
        var projects = store.Collection<Project>();
        await projects.InsertManyAsync([new("old", 1, "Old", [], null), new("gone", 1, "Gone", ["AM"], null), new("gone-too", 1, "Gone", ["AM"], null)]);

        var result = await projects.BulkWriteAsync(
        [
            new InsertOneModel<Project>(new Project("new", 1, "New", [], 5m)),
            new UpdateOneModel<Project>(Filter.Eq("_id", "old"), Update.Inc("version", 1)),
            new UpdateOneModel<Project>(
                Filter.Eq("_id", "upserted"), Update.Set("title", "U").Set("version", 1).Set("countries", new BsonArray()), new UpdateOptions { Upsert = true }),
            new ReplaceOneModel<Project>(Filter.Eq("_id", "absent"), new Project("absent", 1, "Absent", [], null)),
            new DeleteManyModel<Project>(Filter.Eq("countries", "AM")),
            new InsertOneModel<Project>(new Project("last", 1, "Last", [], null)),
            new UpdateManyModel<Project>(Filter.In("_id", ["new", "old"]), Update.Set("title", "Both")),
            new DeleteOneModel<Project>(Filter.Eq("_id", "last")),
        ], ordered);

        // Unordered, "last" is deleted before or after it is inserted: kinds go in the order of their first write.
        Assert.Equal((2, 3, 3, 3), (result.InsertedCount, result.MatchedCount, result.ModifiedCount, result.DeletedCount));
        Assert.Equal((2, "upserted"), (Assert.Single(result.UpsertedIds).Key, result.UpsertedIds[2].AsString));
        Assert.Equal(["new", "old", "upserted"], (await projects.Find(Filter.Empty).Select(p => p.Id).ToListAsync()).Order());
        Assert.Equal("Both", (await projects.FindOneAsync(Filter.Eq("_id", "old")))!.Title);
    }

    [Fact]
    public async Task An_ordered_one_stops_at_the_first_that_is_refused()
    {
        await using var store = new EmbeddedStore();
        var things = store.Collection<BsonDocument>();

        var fault = await Assert.ThrowsAsync<MongoBulkWriteException>(() => things.BulkWriteAsync(
        [
            new InsertOneModel<BsonDocument>(new BsonDocument("_id", 1)),
            new DeleteOneModel<BsonDocument>(Filter.Eq("_id", 7)),
            new InsertOneModel<BsonDocument>(new BsonDocument("_id", 1)),
            new InsertOneModel<BsonDocument>(new BsonDocument("_id", 2)),
        ]));

        Assert.Equal((2, 11000), (Assert.Single(fault.WriteErrors).Index, fault.Code));
        Assert.Equal(1, fault.Result!.InsertedCount);
        Assert.Equal(1, await things.CountDocumentsAsync(Filter.Empty));
    }

    [Fact]
    public async Task An_unordered_one_tries_all_and_names_every_one_refused_by_its_position()
    {
        await using var store = new EmbeddedStore();
        var things = store.Collection<BsonDocument>();

        var fault = await Assert.ThrowsAsync<MongoBulkWriteException>(() => things.BulkWriteAsync(
        [
            new InsertOneModel<BsonDocument>(new BsonDocument("_id", 1)),
            new UpdateOneModel<BsonDocument>(Filter.Eq("_id", 1), Update.Set("_id", 5)),
            new InsertOneModel<BsonDocument>(new BsonDocument("_id", 1)),
            new UpdateOneModel<BsonDocument>(Filter.Eq("_id", 9), Update.Set("a", 1), new UpdateOptions { Upsert = true }),
            new InsertOneModel<BsonDocument>(new BsonDocument("_id", 1)),
            new InsertOneModel<BsonDocument>(new BsonDocument("_id", 2)),
        ], ordered: false));

        Assert.Equal([1, 2, 4], fault.WriteErrors.Select(e => e.Index));
        Assert.Equal((2, 3), (fault.Result!.InsertedCount, Assert.Single(fault.Result.UpsertedIds).Key));
    }

    [Fact]
    public async Task Batches_keep_the_positions_of_the_call()
    {
        await using var server = new ScriptedServer();
        server.Hello["maxWriteBatchSize"] = 2;
        server.Handle = c => c[0].Name == "update"
            ? Answer.Ok(
                new BsonElement("n", 2), new BsonElement("nModified", 0),
                new BsonElement("upserted", new BsonArray { new BsonDocument { ["index"] = 1, ["_id"] = server.Commands.Count } }))
            : Answer.Written(1);
        await using var client = server.Connect();
        var upsert = new UpdateOneModel<BsonDocument>(Filter.Eq("a", 1), Update.Set("b", 1), new UpdateOptions { Upsert = true });
        var insert = new InsertOneModel<BsonDocument>(new BsonDocument("a", 1));

        var result = await Things(client).BulkWriteAsync([insert, upsert, upsert, upsert, upsert, insert]);

        Assert.Equal(["insert", "update", "update", "insert"], server.Commands.Select(c => c[0].Name));
        Assert.Equal([2, 4], result.UpsertedIds.Keys);
        Assert.Equal((2, 2), (result.InsertedCount, result.MatchedCount));
    }

    [Fact]
    public async Task Only_writes_of_single_documents_are_sent_again_under_their_number()
    {
        await using var server = new ScriptedServer { Handle = _ => Answer.Written(1) };
        server.Hello = ScriptedServer.Member(primary: true, server.Address);
        await using var client = server.Connect("&replicaSet=rs");

        await Things(client).BulkWriteAsync(
        [
            new DeleteOneModel<BsonDocument>(Filter.Eq("_id", 1)),
            new UpdateOneModel<BsonDocument>(Filter.Eq("_id", 1), Update.Set("a", 1)),
            new UpdateManyModel<BsonDocument>(Filter.Empty, Update.Set("a", 1)),
        ]);

        Assert.Equal([("delete", true), ("update", false)], server.Commands.Select(c => (c[0].Name, c.Contains("txnNumber"))));
    }

    [Fact]
    public async Task An_update_without_operators_is_refused_before_anything_is_sent()
    {
        await using var server = new ScriptedServer();
        await using var client = server.Connect();

        await Assert.ThrowsAsync<ArgumentException>(() => Things(client).BulkWriteAsync(
            [new InsertOneModel<BsonDocument>(new BsonDocument("a", 1)), new UpdateOneModel<BsonDocument>(Filter.Empty, new BsonDocument("a", 1))]));

        Assert.Empty(server.Commands);
    }

    [Fact]
    public async Task A_write_concern_that_failed_comes_after_all_writes()
    {
        await using var server = new ScriptedServer
        {
            Handle = _ => Answer.Ok(
                new BsonElement("n", 1), new BsonElement("writeConcernError", new BsonDocument { ["code"] = 64, ["codeName"] = "WriteConcernFailed", ["errmsg"] = "timed out" })),
        };
        await using var client = server.Connect();

        await Assert.ThrowsAsync<MongoWriteConcernException>(() => Things(client).BulkWriteAsync(
            [new InsertOneModel<BsonDocument>(new BsonDocument("a", 1)), new DeleteOneModel<BsonDocument>(Filter.Empty)]));

        Assert.Equal(2, server.Commands.Count);
    }

    private static MongoCollection<BsonDocument> Things(MongoClient client) => client.GetDatabase("test").GetCollection<BsonDocument>("things");
}
