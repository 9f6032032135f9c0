using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Tests;

public sealed class ReplicaSetTests
{
    [Fact]
    public async Task The_primary_is_found_from_a_secondary_seed()
    {
        await using var primary = new ScriptedServer { Handle = _ => Answer.Written(1) };
        await using var secondary = new ScriptedServer();
        primary.Hello = ScriptedServer.Member(primary: true, primary.Address, secondary.Address);
        secondary.Hello = ScriptedServer.Member(primary: false, primary.Address, secondary.Address);
        await using var client = secondary.Connect("&replicaSet=rs");

        await Things(client).InsertOneAsync(new BsonDocument("a", 1));

        Assert.Single(primary.Commands);
        Assert.Empty(secondary.Commands);
    }

    [Fact]
    public async Task A_write_follows_the_primary_that_steps_down()
    {
        await using var first = new ScriptedServer();
        await using var second = new ScriptedServer { Handle = _ => Answer.Written(1) };
        first.Hello = ScriptedServer.Member(primary: true, first.Address, second.Address);
        second.Hello = ScriptedServer.Member(primary: false, first.Address, second.Address);
        first.Handle = _ =>
        {
            first.Hello = ScriptedServer.Member(primary: false, first.Address, second.Address);
            second.Hello = ScriptedServer.Member(primary: true, first.Address, second.Address);
            return Answer.Error(MongoErrorCodes.NotWritablePrimary, "not primary", "RetryableWriteError");
        };
        await using var client = first.Connect("&replicaSet=rs");

        var result = await Things(client).UpdateOneAsync(Filter.Eq("_id", 1), Update.Set("a", 1));

        Assert.Equal(1, result.ModifiedCount);
        var (old, repeated) = (Assert.Single(first.Commands), Assert.Single(second.Commands));
        Assert.Equal(old["lsid"], repeated["lsid"]);
        Assert.Equal(old["txnNumber"], repeated["txnNumber"]);
    }

    [Fact]
    public async Task A_set_of_another_name_is_refused_by_name()
    {
        await using var server = new ScriptedServer();
        server.Hello = ScriptedServer.Member(primary: true, server.Address);
        await using var client = server.Connect("&replicaSet=other");

        var fault = await Assert.ThrowsAsync<MongoConfigurationException>(() => Things(client).FindOneAsync(Filter.Empty).AsTask());

        Assert.Contains("'rs', not of 'other'", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_set_without_a_primary_times_out_saying_what_is_known()
    {
        await using var server = new ScriptedServer();
        server.Hello = ScriptedServer.Member(primary: false, server.Address);
        await using var client = MongoClient.Create($"mongodb://{server.Address}/?replicaSet=rs&serverSelectionTimeoutMS=3000");

        var fault = await Assert.ThrowsAsync<MongoConnectionException>(() => Things(client).FindOneAsync(Filter.Empty).AsTask());

        Assert.Contains($"{server.Address}: Secondary", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_older_primary_that_is_cut_off_is_not_believed()
    {
        await using var stale = new ScriptedServer { Handle = _ => Answer.Written(1) };
        await using var current = new ScriptedServer { Handle = _ => Answer.Written(1) };
        var older = ObjectId.Parse("7fffffff0000000000000001");
        var newer = ObjectId.Parse("7fffffff0000000000000002");
        current.Hello = ScriptedServer.Member(primary: true, stale.Address, current.Address).Add("setVersion", 1).Add("electionId", newer);
        stale.Hello = ScriptedServer.Member(primary: false, stale.Address, current.Address);
        await using var client = current.Connect("&replicaSet=rs");
        await Things(client).InsertOneAsync(new BsonDocument("a", 1));

        stale.Hello = ScriptedServer.Member(primary: true, stale.Address, current.Address).Add("setVersion", 1).Add("electionId", older);
        await Task.Delay(TimeSpan.FromMilliseconds(1500));
        await Things(client).InsertOneAsync(new BsonDocument("a", 2));

        Assert.Equal(2, current.Commands.Count);
        Assert.Empty(stale.Commands);
    }

    [Fact]
    public async Task Reads_go_where_the_preference_says_and_writes_to_the_primary()
    {
        await using var primary = new ScriptedServer { Handle = _ => Answer.Written(1) };
        await using var tagged = new ScriptedServer { Handle = _ => Answer.Cursor(0, first: true) };
        await using var other = new ScriptedServer { Handle = _ => Answer.Cursor(0, first: true) };
        string[] hosts = [primary.Address, tagged.Address, other.Address];
        primary.Hello = ScriptedServer.Member(primary: true, hosts);
        tagged.Hello = ScriptedServer.Member(primary: false, hosts).Add("tags", new BsonDocument("use", "reporting"));
        other.Hello = ScriptedServer.Member(primary: false, hosts);
        await using var client = primary.Connect("&replicaSet=rs");
        var things = Things(client).WithReadPreference(
            new ReadPreference(ReadPreferenceMode.Secondary, [new Dictionary<string, string> { ["use"] = "reporting" }]));

        for (var i = 0; i < 5; i++)
            await things.FindOneAsync(Filter.Empty);
        await things.InsertOneAsync(new BsonDocument("a", 1));

        Assert.Equal((1, 5, 0), (primary.Commands.Count, tagged.Commands.Count, other.Commands.Count));
        var read = tagged.Commands.First();
        Assert.Equal("reporting", read["$readPreference"].AsDocument["tags"].AsArray[0].AsDocument["use"].AsString);
        Assert.Equal("majority", read["readConcern"].AsDocument["level"].AsString);
    }

    [Fact]
    public async Task An_election_in_the_middle_of_writes_loses_and_doubles_none()
    {
        await using var first = new ScriptedServer();
        await using var second = new ScriptedServer();
        var written = new System.Collections.Concurrent.ConcurrentDictionary<string, int>();
        Answer Write(BsonDocument command)
        {
            // A server knows a repeated write by its session and number, whichever member takes it.
            written.TryAdd($"{command["lsid"].AsDocument["id"]}/{command["txnNumber"]}", command["documents"].AsArray[0].AsDocument["_id"].AsInt32);
            return Answer.Written(1);
        }
        first.Hello = ScriptedServer.Member(primary: true, first.Address, second.Address);
        second.Hello = ScriptedServer.Member(primary: false, first.Address, second.Address);
        second.Handle = c => second.Hello.Contains("ismaster") ? Write(c) : Answer.Error(MongoErrorCodes.NotWritablePrimary, "not primary", "RetryableWriteError");
        first.Handle = c =>
        {
            if (first.Commands.Count < 20)
                return Write(c);
            var answer = first.Commands.Count == 20 ? Answer.HalfOf(Write(c)) : Answer.Error(MongoErrorCodes.PrimarySteppedDown, "stepped down", "RetryableWriteError");
            first.Hello = ScriptedServer.Member(primary: false, first.Address, second.Address);
            second.Hello = ScriptedServer.Member(primary: true, first.Address, second.Address);
            return answer;
        };
        await using var client = first.Connect("&replicaSet=rs");

        await Task.WhenAll(Enumerable.Range(0, 4).Select(async writer =>
        {
            for (var i = 0; i < 15; i++)
                await Things(client).InsertOneAsync(new BsonDocument("_id", writer * 100 + i));
        }));

        Assert.Equal(60, written.Count);
        Assert.Equal(60, written.Values.Distinct().Count());
        Assert.NotEmpty(second.Commands);
    }

    [Fact]
    public async Task Without_a_primary_a_secondary_answers_reads_that_prefer_the_primary()
    {
        await using var server = new ScriptedServer { Handle = _ => Answer.Cursor(0, first: true) };
        server.Hello = ScriptedServer.Member(primary: false, server.Address);
        await using var client = server.Connect("&replicaSet=rs&readPreference=primaryPreferred");

        await Things(client).FindOneAsync(Filter.Empty);

        Assert.Single(server.Commands);
    }

    [Fact]
    public async Task A_router_of_a_sharded_cluster_takes_reads_with_their_preference_and_writes_with_numbers()
    {
        await using var server = new ScriptedServer { Handle = c => c[0].Name == "find" ? Answer.Cursor(0, first: true) : Answer.Written(1) };
        server.Hello.Add("msg", "isdbgrid").Add("logicalSessionTimeoutMinutes", 30);
        await using var client = server.Connect("&readPreference=secondary");

        await Things(client).FindOneAsync(Filter.Empty);
        await Things(client).InsertOneAsync(new BsonDocument("a", 1));

        var sent = server.Commands.ToArray();
        Assert.Equal("secondary", sent[0]["$readPreference"].AsDocument["mode"].AsString);
        Assert.Equal("majority", sent[1]["writeConcern"].AsDocument["w"].AsString);
        Assert.True(sent[1].Contains("txnNumber"));
    }

    private static MongoCollection<BsonDocument> Things(MongoClient client) => client.GetDatabase("test").GetCollection<BsonDocument>("things");
}
