using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Tests;

/// <summary>Of several faults of one operation the one that says what may have happened, and its labels (retryable writes specification).</summary>
public sealed class RetryFaultTests
{
    [Fact]
    public async Task A_repetition_that_did_nothing_does_not_hide_that_the_first_attempt_may_have_written()
    {
        await using var server = Primary();
        server.Handle = _ => server.Commands.Count == 1 ? Answer.Drop() : Answer.Error(MongoErrorCodes.NotWritablePrimary, "not now", "RetryableWriteError", "NoWritesPerformed");
        await using var client = server.Connect("&replicaSet=rs");

        await Assert.ThrowsAsync<MongoUnknownOutcomeException>(() => Things(client).InsertOneAsync(new BsonDocument("_id", 1)));

        Assert.Equal(2, server.Commands.Count);
    }

    [Fact]
    public async Task Of_attempts_that_may_all_have_written_the_last_fault_counts()
    {
        await using var server = Primary();
        server.Handle = _ => server.Commands.Count == 1 ? Answer.Drop() : Answer.Error(MongoErrorCodes.BadValue, "no");
        await using var client = server.Connect("&replicaSet=rs");

        await Assert.ThrowsAsync<MongoCommandException>(() => Things(client).InsertOneAsync(new BsonDocument("_id", 1)));
    }

    [Theory, InlineData("", "RetryableWriteError"), InlineData("&retryWrites=false", null)]
    public async Task A_lost_reply_says_whether_the_write_may_be_sent_again(string options, string? label)
    {
        await using var server = Primary();
        server.Handle = _ => Answer.Drop();
        await using var client = server.Connect("&replicaSet=rs" + options);

        var fault = await Assert.ThrowsAsync<MongoUnknownOutcomeException>(() => Things(client).InsertOneAsync(new BsonDocument("_id", 1)));
        var many = await Assert.ThrowsAsync<MongoUnknownOutcomeException>(() => Things(client).DeleteManyAsync(Filter.Empty));

        Assert.Equal(label is null ? [] : [label], fault.ErrorLabels);
        Assert.Empty(many.ErrorLabels);
    }

    [Fact]
    public async Task A_member_without_labels_is_asked_again_for_a_write_concern_that_failed_by_a_step_down()
    {
        await using var server = Primary();
        server.Hello["maxWireVersion"] = 8;
        server.Handle = _ => server.Commands.Count == 1
            ? Answer.Written(1).With("writeConcernError", new BsonDocument { ["code"] = MongoErrorCodes.InterruptedAtShutdown.Code, ["errmsg"] = "going" }) : Answer.Written(1);
        await using var client = server.Connect("&replicaSet=rs");

        await Things(client).InsertOneAsync(new BsonDocument("_id", 1));

        Assert.Equal(2, server.Commands.Count);
        Assert.Single(server.Commands.Select(c => c["txnNumber"]).Distinct());
    }

    [Theory, InlineData("&timeoutMS=60000"), InlineData("&timeoutMS=0")]
    public async Task Under_a_timeoutMS_also_an_infinite_one_an_operation_is_repeated_as_often_as_it_takes(string option)
    {
        await using var server = Primary();
        server.Handle = _ => server.Commands.Count < 4 ? Answer.Error(MongoErrorCodes.HostUnreachable, "wait", "RetryableWriteError") : Answer.Written(1);
        await using var client = server.Connect("&replicaSet=rs" + option);

        await Things(client).InsertOneAsync(new BsonDocument("_id", 1));

        Assert.Equal(4, server.Commands.Count);
    }

    [Fact]
    public async Task A_write_is_not_sent_again_to_a_server_that_could_not_tell_it_from_another()
    {
        await using var server = Primary();
        server.Handle = _ =>
        {
            // It comes back as a standalone, for maintenance.
            server.Hello = new BsonDocument { ["ismaster"] = true, ["helloOk"] = true, ["maxWireVersion"] = 21, ["minWireVersion"] = 0 };
            return Answer.Drop();
        };
        await using var client = server.Connect("&directConnection=true");

        await Assert.ThrowsAsync<MongoUnknownOutcomeException>(() => Things(client).UpdateOneAsync(Filter.Eq("_id", 1), Update.Inc("n", 1)));

        Assert.Single(server.Commands);
    }

    private static ScriptedServer Primary()
    {
        var server = new ScriptedServer();
        server.Hello = ScriptedServer.Member(primary: true, server.Address);
        return server;
    }

    private static MongoCollection<BsonDocument> Things(MongoClient client) => client.GetDatabase("test").GetCollection<BsonDocument>("things");
}
