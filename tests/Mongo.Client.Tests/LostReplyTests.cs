using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Tests;

public sealed class LostReplyTests
{
    [Theory, InlineData(true), InlineData(false)]
    public async Task A_read_whose_reply_is_lost_is_sent_once_more(bool half)
    {
        await using var server = new ScriptedServer();
        var document = new BsonDocument("_id", 7);
        server.Handle = _ => (server.Commands.Count, half) switch
        {
            (1, true) => Answer.HalfOf(Answer.Cursor(0, first: true, document)),
            (1, false) => Answer.Drop(),
            _ => Answer.Cursor(0, first: true, document),
        };
        await using var client = server.Connect();

        var found = await Things(client).FindOneAsync(Filter.Empty);

        Assert.Equal(document, found);
        Assert.Equal(2, server.Commands.Count);
    }

    [Fact]
    public async Task A_read_that_is_lost_twice_names_the_address()
    {
        await using var server = new ScriptedServer { Handle = _ => Answer.Drop() };
        await using var client = server.Connect();

        var fault = await Assert.ThrowsAsync<MongoConnectionException>(() => Things(client).FindOneAsync(Filter.Empty).AsTask());

        Assert.Contains(server.Address, fault.Message, StringComparison.Ordinal);
        Assert.Equal(2, server.Commands.Count);
    }

    [Fact]
    public async Task A_read_is_sent_once_where_retries_are_switched_off()
    {
        await using var server = new ScriptedServer { Handle = _ => Answer.Drop() };
        await using var client = server.Connect("&retryReads=false");

        await Assert.ThrowsAsync<MongoConnectionException>(() => Things(client).FindOneAsync(Filter.Empty).AsTask());

        Assert.Single(server.Commands);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_write_to_a_standalone_whose_reply_is_lost_has_an_unknown_outcome(bool half)
    {
        await using var server = new ScriptedServer { Handle = _ => half ? Answer.HalfOf(Answer.Written(1)) : Answer.Drop() };
        await using var client = server.Connect();

        var fault = await Assert.ThrowsAsync<MongoUnknownOutcomeException>(
            () => Things(client).UpdateOneAsync(Filter.Eq("_id", 1), Update.Set("a", 2)));

        Assert.Contains("test.things", fault.Message, StringComparison.Ordinal);
        Assert.Single(server.Commands);
    }

    [Fact]
    public async Task A_write_to_a_replica_set_is_sent_again_under_its_number()
    {
        await using var server = new ScriptedServer();
        server.Hello = ScriptedServer.Member(primary: true, server.Address);
        server.Handle = _ => server.Commands.Count == 1 ? Answer.Drop() : Answer.Written(1);
        await using var client = server.Connect("&replicaSet=rs");

        await Things(client).InsertOneAsync(new BsonDocument("a", 1));

        var sent = server.Commands.ToArray();
        Assert.Equal(2, sent.Length);
        Assert.Equal(sent[0]["lsid"], sent[1]["lsid"]);
        Assert.Equal(1, sent[1]["txnNumber"].ToInt64());
        Assert.Equal(sent[0]["documents"], sent[1]["documents"]);
        Assert.Equal("majority", sent[1]["writeConcern"].AsDocument["w"].AsString);
    }

    [Fact]
    public async Task A_write_to_many_documents_is_never_sent_again()
    {
        await using var server = new ScriptedServer();
        server.Hello = ScriptedServer.Member(primary: true, server.Address);
        server.Handle = _ => Answer.Drop();
        await using var client = server.Connect("&replicaSet=rs");

        await Assert.ThrowsAsync<MongoUnknownOutcomeException>(() => Things(client).UpdateManyAsync(Filter.Empty, Update.Inc("a", 1)));

        Assert.False(Assert.Single(server.Commands).Contains("txnNumber"));
    }

    [Fact]
    public async Task A_write_that_is_lost_twice_on_a_replica_set_has_an_unknown_outcome()
    {
        await using var server = new ScriptedServer();
        server.Hello = ScriptedServer.Member(primary: true, server.Address);
        server.Handle = _ => Answer.Drop();
        await using var client = server.Connect("&replicaSet=rs");

        await Assert.ThrowsAsync<MongoUnknownOutcomeException>(() => Things(client).DeleteOneAsync(Filter.Eq("_id", 1)));

        Assert.Equal(2, server.Commands.Count);
    }

    [Fact]
    public async Task A_slow_write_beyond_the_socket_timeout_has_an_unknown_outcome()
    {
        await using var server = new ScriptedServer { Handle = _ => Answer.Written(1) with { Delay = TimeSpan.FromSeconds(20) } };
        await using var client = server.Connect("&socketTimeoutMS=100");

        var fault = await Assert.ThrowsAsync<MongoUnknownOutcomeException>(() => Things(client).InsertOneAsync(new BsonDocument("a", 1)));

        Assert.IsType<TimeoutException>(fault.InnerException);
    }

    [Fact]
    public async Task After_a_lost_reply_the_next_command_gets_a_new_connection()
    {
        await using var server = new ScriptedServer();
        server.Handle = _ => server.Commands.Count == 1 ? Answer.Drop() : Answer.Written(1);
        await using var client = server.Connect();

        await Assert.ThrowsAsync<MongoUnknownOutcomeException>(() => Things(client).InsertOneAsync(new BsonDocument("a", 1)));
        await Things(client).InsertOneAsync(new BsonDocument("a", 2));

        Assert.Equal(2, server.Commands.Count);
    }

    private static MongoCollection<BsonDocument> Things(MongoClient client) => client.GetDatabase("test").GetCollection<BsonDocument>("things");
}
