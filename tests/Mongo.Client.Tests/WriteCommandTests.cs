using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Tests;

public sealed class WriteCommandTests
{
    [Fact]
    public async Task Many_documents_go_in_batches_that_the_server_takes()
    {
        await using var server = new ScriptedServer();
        server.Hello["maxWriteBatchSize"] = 3;
        server.Hello["maxMessageSizeBytes"] = 2000;
        server.Handle = c => Answer.Written(c["documents"].AsArray.Count);
        await using var client = server.Connect();
        int[] sizes = [10, 10, 10, 10, 960, 960, 10, 10];

        var result = await Things(client).InsertManyAsync(sizes.Select((size, i) => new BsonDocument { ["_id"] = i, ["text"] = new string('x', size) }));

        Assert.Equal(8, result.InsertedCount);
        Assert.Equal([3, 2, 3], server.Commands.Select(c => c["documents"].AsArray.Count));
        Assert.Equal(Enumerable.Range(0, 8), server.Commands.SelectMany(c => c["documents"].AsArray).Select(d => d.AsDocument["_id"].AsInt32));
    }

    [Fact]
    public async Task A_document_beyond_the_servers_limit_is_refused_before_anything_is_sent()
    {
        await using var server = new ScriptedServer();
        server.Hello["maxBsonObjectSize"] = 100;
        await using var client = server.Connect();

        var fault = await Assert.ThrowsAsync<MongoException>(() => Things(client).InsertOneAsync(new BsonDocument("text", new string('x', 200))));

        Assert.Contains("Document 0", fault.Message, StringComparison.Ordinal);
        Assert.Empty(server.Commands);
        await client.GetDatabase("test").RunCommandAsync(new BsonDocument("ping", 1));
    }

    [Fact]
    public async Task A_document_without_an_id_gets_one_first()
    {
        await using var server = new ScriptedServer { Handle = _ => Answer.Written(1) };
        await using var client = server.Connect();

        await Things(client).InsertOneAsync(new BsonDocument("a", 1));

        var sent = Assert.Single(server.Commands)["documents"].AsArray[0].AsDocument;
        Assert.Equal(("_id", BsonType.ObjectId), (sent[0].Name, sent[0].Value.Type));
    }

    [Fact]
    public async Task A_duplicate_key_tells_index_and_value()
    {
        await using var server = new ScriptedServer { Handle = _ => Duplicate(0) };
        await using var client = server.Connect();

        var fault = await Assert.ThrowsAsync<MongoDuplicateKeyException>(() => Things(client).InsertOneAsync(new BsonDocument("slug", "bomca-9")));

        Assert.Equal(11000, fault.Code);
        Assert.Equal("bomca-9", fault.KeyValue!["slug"].AsString);
        Assert.Equal(0, Assert.Single(fault.WriteErrors).Index);
    }

    [Fact]
    public async Task Unordered_inserts_try_every_batch_and_count_positions_from_the_start()
    {
        await using var server = new ScriptedServer();
        server.Hello["maxWriteBatchSize"] = 2;
        server.Handle = c => c["documents"].AsArray[0].AsDocument["_id"].AsInt32 == 2 ? Duplicate(1) : Answer.Written(2);
        await using var client = server.Connect();

        var fault = await Assert.ThrowsAsync<MongoDuplicateKeyException>(
            () => Things(client).InsertManyAsync(Enumerable.Range(0, 6).Select(i => new BsonDocument("_id", i)), ordered: false));

        Assert.Equal(3, server.Commands.Count);
        Assert.Equal(3, Assert.Single(fault.WriteErrors).Index);
        Assert.Equal(5, fault.WrittenCount);
    }

    [Fact]
    public async Task Other_errors_carry_code_name_and_message()
    {
        await using var server = new ScriptedServer { Handle = _ => Answer.Error(MongoErrorCodes.BadValue, "unknown operator: $nearby") };
        await using var client = server.Connect();

        var fault = await Assert.ThrowsAsync<MongoCommandException>(() => Things(client).FindOneAsync(new BsonDocument("a", new BsonDocument("$nearby", 1))).AsTask());

        Assert.Equal((2, "BadValue", "unknown operator: $nearby"), (fault.Code, fault.CodeName, fault.Message));
        Assert.Single(server.Commands);
    }

    [Fact]
    public async Task A_write_concern_that_failed_is_an_error_of_its_own()
    {
        await using var server = new ScriptedServer
        {
            Handle = _ => Answer.Ok(
                new BsonElement("n", 1),
                new BsonElement("writeConcernError", new BsonDocument { ["code"] = 64, ["codeName"] = "WriteConcernFailed", ["errmsg"] = "waiting timed out" })),
        };
        await using var client = server.Connect("&w=2&wtimeoutMS=10");

        var fault = await Assert.ThrowsAsync<MongoWriteConcernException>(() => Things(client).DeleteOneAsync(Filter.Empty));

        Assert.Equal(64, fault.Code);
        Assert.Equal(2, Assert.Single(server.Commands)["writeConcern"].AsDocument["w"].AsInt32);
    }

    [Fact]
    public async Task An_upsert_counts_as_no_match_and_tells_its_id()
    {
        await using var server = new ScriptedServer
        {
            Handle = _ => Answer.Ok(
                new BsonElement("n", 1), new BsonElement("nModified", 0),
                new BsonElement("upserted", new BsonArray { new BsonDocument { ["index"] = 0, ["_id"] = "new" } })),
        };
        await using var client = server.Connect();

        var result = await Things(client).UpdateOneAsync(Filter.Eq("_id", "new"), Update.Set("a", 1), new UpdateOptions { Upsert = true });

        Assert.Equal(new UpdateResult(0, 0, "new"), result);
    }

    [Fact]
    public async Task An_update_without_operators_and_a_replacement_with_some_are_refused()
    {
        await using var server = new ScriptedServer();
        await using var client = server.Connect();

        await Assert.ThrowsAsync<ArgumentException>(() => Things(client).UpdateOneAsync(Filter.Empty, new BsonDocument("a", 1)));
        await Assert.ThrowsAsync<ArgumentException>(() => Things(client).ReplaceOneAsync(Filter.Empty, Update.Set("a", 1)));
        Assert.Empty(server.Commands);
    }

    private static Answer Duplicate(int index) => Answer.Ok(
        new BsonElement("n", index),
        new BsonElement("writeErrors", new BsonArray
        {
            new BsonDocument
            {
                ["index"] = index,
                ["code"] = 11000,
                ["keyPattern"] = new BsonDocument("slug", 1),
                ["keyValue"] = new BsonDocument("slug", "bomca-9"),
                ["errmsg"] = "E11000 duplicate key error",
            },
        }));

    [Fact]
    public async Task A_collection_and_a_database_can_have_concerns_of_their_own()
    {
        await using var server = new ScriptedServer { Handle = c => c[0].Name == "find" ? Answer.Cursor(0, first: true) : Answer.Written(1) };
        server.Hello = ScriptedServer.Member(primary: true, server.Address);
        await using var client = server.Connect("&replicaSet=rs&w=3");
        var database = client.GetDatabase("test").WithWriteConcern(new BsonDocument { ["w"] = 2, ["wtimeout"] = 9 }).WithReadConcern("local");

        await database.GetCollection<BsonDocument>("things").InsertOneAsync(new BsonDocument("_id", 1));
        await database.GetCollection<BsonDocument>("things").WithWriteConcern([]).InsertOneAsync(new BsonDocument("_id", 2));
        await database.WithTimeout(TimeSpan.FromMinutes(1)).GetCollection<BsonDocument>("things").InsertOneAsync(new BsonDocument("_id", 3));
        await database.GetCollection<BsonDocument>("things").FindOneAsync(Filter.Empty);
        await database.GetCollection<BsonDocument>("things").WithReadConcern("").FindOneAsync(Filter.Empty);
        await client.GetDatabase("test").WithReadPreference(ReadPreference.PrimaryPreferred).GetCollection<BsonDocument>("things").FindOneAsync(Filter.Empty);

        Assert.Equal(
            [new BsonDocument { ["w"] = 2, ["wtimeout"] = 9 }, null, new BsonDocument("w", 2)],
            server.Commands.Where(c => c[0].Name == "insert").Select(c => c.Find("writeConcern")));
        var reads = server.Commands.Where(c => c[0].Name == "find").ToList();
        Assert.Equal([new BsonDocument("level", "local"), null, new BsonDocument("level", "majority")], reads.Select(c => c.Find("readConcern")));
        Assert.Equal("primaryPreferred", reads[2]["$readPreference"].AsDocument["mode"].AsString);
        Assert.Throws<ArgumentException>(() => database.WithWriteConcern(new BsonDocument("w", 0)));
    }

    private static MongoCollection<BsonDocument> Things(MongoClient client) => client.GetDatabase("test").GetCollection<BsonDocument>("things");
}
