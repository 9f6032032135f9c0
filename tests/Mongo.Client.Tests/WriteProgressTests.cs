using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Tests;

/// <summary>Writes of several messages: what was done when one of them failed, and one timeoutMS over all of them.</summary>
public sealed class WriteProgressTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task A_bulk_write_that_breaks_off_tells_what_its_earlier_messages_did_and_were_refused()
    {
        await using var server = new ScriptedServer
        {
            Handle = c => c[0].Name switch
            {
                "insert" => Answer.Ok(
                    new BsonElement("n", 1),
                    new BsonElement("writeErrors", new BsonArray { new BsonDocument { ["index"] = 1, ["code"] = 11000, ["errmsg"] = "there already" } })),
                _ => Answer.Drop(),
            },
        };
        await using var client = server.Connect();

        var fault = await Assert.ThrowsAsync<MongoUnknownOutcomeException>(() => Things(client).BulkWriteAsync(
            [
                new InsertOneModel<BsonDocument>(new BsonDocument("_id", 1)),
                new InsertOneModel<BsonDocument>(new BsonDocument("_id", 2)),
                new DeleteOneModel<BsonDocument>(Filter.Eq("_id", 9)),
            ],
            ordered: false));

        Assert.Equal(1, fault.DoneBefore!.Result.InsertedCount);
        Assert.Equal(new WriteError(1, 11000, "there already"), Assert.Single(fault.DoneBefore.Errors));
    }

    [Fact]
    public async Task An_insert_of_many_that_breaks_off_tells_how_many_are_in()
    {
        await using var server = Small();
        server.Handle = _ => server.Commands.Count == 1 ? Answer.Written(2) : Answer.Drop();
        await using var client = server.Connect();

        var second = await Assert.ThrowsAsync<MongoUnknownOutcomeException>(() => Things(client).InsertManyAsync(Documents(4)));
        server.Handle = _ => Answer.Drop();
        var first = await Assert.ThrowsAsync<MongoUnknownOutcomeException>(() => Things(client).InsertManyAsync(Documents(4)));

        Assert.Equal(2, second.DoneBefore!.Result.InsertedCount);
        Assert.Null(first.DoneBefore);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task All_messages_of_a_write_have_one_timeoutMS(bool bulk)
    {
        await using var server = Small();
        var clock = new ManualTime();
        // Each answer comes in time; the sum of them does not.
        server.Handle = _ =>
        {
            clock.Advance(TimeSpan.FromSeconds(2));
            return Answer.Written(2) with { Delay = server.Commands.Count == 1 ? TimeSpan.Zero : Long };
        };
        await using var client = MongoClient.Create($"mongodb://{server.Address}/?timeoutMS=3000&heartbeatFrequencyMS=600000", new MongoClientOptions { TimeProvider = clock });
        var documents = Documents(6);

        var fault = await Assert.ThrowsAsync<MongoUnknownOutcomeException>(() => bulk
            ? Things(client).BulkWriteAsync([.. documents.Select(d => new InsertOneModel<BsonDocument>(d))]).WaitAsync(Long)
            : Things(client).InsertManyAsync(documents).WaitAsync(Long));

        Assert.Equal(2, fault.DoneBefore!.Result.InsertedCount);
        Assert.Equal([3000L, 1000L], server.Commands.Select(c => c["maxTimeMS"].ToInt64()));
    }

    [Fact]
    public async Task A_write_concern_that_was_not_met_in_time_says_that_time_is_over()
    {
        await using var server = new ScriptedServer
        {
            Handle = _ => Answer.Written(1).With("writeConcernError", new BsonDocument { ["code"] = MongoErrorCodes.MaxTimeMsExpired.Code, ["errmsg"] = "time is over" }),
        };
        await using var client = server.Connect("&timeoutMS=60000");
        await using var without = server.Connect();

        var fault = await Assert.ThrowsAsync<MongoTimeoutException>(() => Things(client).InsertOneAsync(new BsonDocument("_id", 1)));
        await Assert.ThrowsAsync<MongoWriteConcernException>(() => Things(without).InsertOneAsync(new BsonDocument("_id", 1)));

        Assert.Contains("was carried out, but not acknowledged", fault.Message, StringComparison.Ordinal);
        Assert.IsType<MongoWriteConcernException>(fault.InnerException);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_write_concern_that_is_not_met_stops_no_later_message_and_is_told_beside_refused_writes(bool bulk)
    {
        await using var server = Small();
        var unmet = new BsonDocument { ["code"] = 64, ["codeName"] = "WriteConcernFailed", ["errmsg"] = "waiting for replication timed out" };
        server.Handle = _ => server.Commands.Count == 2
            ? Answer.Ok(new BsonElement("n", 1), new BsonElement("writeErrors", new BsonArray { new BsonDocument { ["index"] = 1, ["code"] = 11000, ["errmsg"] = "there already" } }))
            : Answer.Written(2).With("writeConcernError", unmet);
        await using var client = server.Connect();

        var fault = await Assert.ThrowsAnyAsync<MongoWriteException>(() => bulk
            ? Things(client).BulkWriteAsync([.. Documents(6).Select(d => new InsertOneModel<BsonDocument>(d))])
            : Things(client).InsertManyAsync(Documents(6)));

        Assert.Equal(2, server.Commands.Count);
        Assert.Equal(3, fault.WrittenCount);
        Assert.Equal("WriteConcernFailed", fault.WriteConcernError!.CodeName);
    }

    private static List<BsonDocument> Documents(int count) => [.. Enumerable.Range(1, count).Select(i => new BsonDocument("_id", i))];

    private static ScriptedServer Small() => new()
    {
        Hello = new BsonDocument { ["ismaster"] = true, ["helloOk"] = true, ["maxWireVersion"] = 21, ["minWireVersion"] = 0, ["maxWriteBatchSize"] = 2 },
    };

    private static MongoCollection<BsonDocument> Things(MongoClient client) => client.GetDatabase("test").GetCollection<BsonDocument>("things");
}
