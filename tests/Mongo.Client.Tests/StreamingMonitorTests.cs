using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Tests;

/// <summary>
/// Servers that hold their answer to hello back until something changes (server monitoring specification). The heartbeat is so long that
/// nothing is found out by it.
/// </summary>
public sealed class StreamingMonitorTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task An_election_is_known_as_soon_as_the_members_tell_of_it()
    {
        await using var one = new ScriptedServer { Handle = _ => Answer.Written(1) };
        await using var other = new ScriptedServer { Handle = _ => Answer.Written(1) };
        var election = new TaskCompletionSource();
        var never = new TaskCompletionSource();
        one.HoldHello = other.HoldHello = () => election.Task;
        Present(one, primary: true, 1, one, other);
        Present(other, primary: false, 1, one, other);
        await using var client = Connect(one, other);
        await Things(client).InsertOneAsync(new BsonDocument("_id", 1)).WaitAsync(Long);
        await WaitForAsync(() => one.Exchanges.Any(e => e.Command.Contains("maxAwaitTimeMS")) && other.Exchanges.Any(e => e.Command.Contains("maxAwaitTimeMS")));

        Present(one, primary: false, 2, one, other);
        Present(other, primary: true, 2, one, other);
        one.Handle = _ => Answer.Error(MongoErrorCodes.BadValue, "The client still takes this one for the primary.");
        one.HoldHello = other.HoldHello = () => never.Task;
        election.SetResult();
        await WaitForAsync(() => one.Exchanges.Concat(other.Exchanges).Count(e => e.Command.Find("topologyVersion") is BsonDocument v && v["counter"].ToInt64() == 2) >= 2);
        await Things(client).InsertOneAsync(new BsonDocument("_id", 2)).WaitAsync(Long);

        Assert.Equal("insert", Assert.Single(one.Commands)[0].Name);
        Assert.Equal("insert", Assert.Single(other.Commands)[0].Name);
    }

    [Fact]
    public async Task A_server_whose_connection_broke_is_asked_anew_though_it_holds_an_answer_back()
    {
        await using var server = new ScriptedServer { HoldHello = () => new TaskCompletionSource().Task };
        server.Handle = _ => server.Commands.Count is 1 or 3 ? Answer.Drop() : Answer.Written(1);
        Present(server, primary: true, 1, server);
        await using var client = Connect(server);

        await Things(client).InsertOneAsync(new BsonDocument("_id", 1)).WaitAsync(Long);
        await WaitForAsync(() => server.Exchanges.Any(e => e.Command.Contains("maxAwaitTimeMS")));
        await Things(client).InsertOneAsync(new BsonDocument("_id", 2)).WaitAsync(Long);

        Assert.Equal(4, server.Commands.Count);
    }

    [Fact]
    public async Task A_member_that_steps_down_without_saying_when_is_asked_anew()
    {
        await using var server = new ScriptedServer { HoldHello = () => new TaskCompletionSource().Task };
        server.Handle = _ => server.Commands.Count == 2 ? Answer.Error(MongoErrorCodes.NotWritablePrimary, "not me", "RetryableWriteError") : Answer.Written(1);
        Present(server, primary: true, 1, server);
        await using var client = Connect(server);

        await Things(client).InsertOneAsync(new BsonDocument("_id", 1)).WaitAsync(Long);
        await WaitForAsync(() => server.Exchanges.Any(e => e.Command.Contains("maxAwaitTimeMS")));
        await Things(client).InsertOneAsync(new BsonDocument("_id", 2)).WaitAsync(Long);

        Assert.Equal(3, server.Commands.Count);
    }

    [Fact]
    public async Task A_server_that_holds_nothing_back_is_not_asked_in_a_loop()
    {
        await using var server = new ScriptedServer { Handle = _ => Answer.Written(1) };
        Present(server, primary: true, 1, server);
        await using var client = Connect(server);

        await Things(client).InsertOneAsync(new BsonDocument("_id", 1)).WaitAsync(Long);
        await WaitForAsync(() => server.Exchanges.Any(e => e.Command.Contains("maxAwaitTimeMS")));
        // On a slow machine there are fewer questions, never more.
        await Task.Delay(300);

        Assert.Single(server.Exchanges, e => e.Command.Contains("maxAwaitTimeMS"));
    }

    [Fact]
    public async Task A_client_told_to_poll_asks_for_no_answer_to_be_held_back_and_measures_on_the_same_connection()
    {
        await using var server = new ScriptedServer { Handle = _ => Answer.Written(1) };
        Present(server, primary: true, 1, server);
        await using var client = MongoClient.Create($"mongodb://{server.Address}/?serverMonitoringMode=poll&heartbeatFrequencyMS=500");

        await Things(client).InsertOneAsync(new BsonDocument("_id", 1)).WaitAsync(Long);
        await WaitForAsync(() => server.Exchanges.Count(e => e.Command[0].Name == "hello") >= 2);

        Assert.DoesNotContain(server.Exchanges, e => e.Command.Contains("topologyVersion"));
        Assert.Equal(2, server.ConnectionCount);
    }

    [Fact]
    public async Task The_way_is_measured_on_a_connection_of_its_own_while_answers_are_held_back()
    {
        await using var server = new ScriptedServer { Handle = _ => Answer.Written(1), HoldHello = () => new TaskCompletionSource().Task };
        Present(server, primary: true, 1, server);
        await using var client = MongoClient.Create($"mongodb://{server.Address}/?heartbeatFrequencyMS=500");

        await Things(client).InsertOneAsync(new BsonDocument("_id", 1)).WaitAsync(Long);
        await WaitForAsync(() => server.Exchanges.Count(e => e.Command[0].Name == "hello" && !e.Command.Contains("maxAwaitTimeMS")) >= 2);

        var holding = server.Exchanges.First(e => e.Command.Contains("maxAwaitTimeMS")).Connection;
        Assert.DoesNotContain(server.Exchanges, e => e.Command[0].Name == "hello" && !e.Command.Contains("maxAwaitTimeMS") && e.Connection == holding);
    }

    private static void Present(ScriptedServer server, bool primary, long counter, params ScriptedServer[] set)
    {
        var hello = ScriptedServer.Member(primary, [.. set.Select(s => s.Address)]);
        hello["me"] = server.Address;
        hello["topologyVersion"] = new BsonDocument { ["processId"] = ObjectId.Parse("64b000000000000000000001"), ["counter"] = counter };
        server.Hello = hello;
    }

    private static MongoClient Connect(params ScriptedServer[] servers) =>
        MongoClient.Create($"mongodb://{string.Join(',', servers.Select(s => s.Address))}/?replicaSet=rs&heartbeatFrequencyMS=600000&serverSelectionTimeoutMS=60000");

    private static async Task WaitForAsync(Func<bool> condition)
    {
        var until = DateTimeOffset.UtcNow + Long;
        while (!condition())
        {
            Assert.True(DateTimeOffset.UtcNow < until, "It did not come to pass.");
            await Task.Delay(5);
        }
    }

    private static MongoCollection<BsonDocument> Things(MongoClient client) => client.GetDatabase("test").GetCollection<BsonDocument>("things");
}
