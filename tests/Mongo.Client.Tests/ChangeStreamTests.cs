using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Tests;

public sealed class ChangeStreamTests
{
    [Fact]
    public async Task Changes_come_in_order_and_the_stream_tells_where_it_is()
    {
        await using var server = Primary();
        server.Handle = c => c[0].Name == "aggregate" ? Batch(first: true, "p1", Change("c1"), Change("c2")) : Batch(first: false, "p3", Change("c3"));
        await using var client = server.Connect("&replicaSet=rs");
        var stream = Things(client).Watch([new BsonDocument("$match", new BsonDocument("operationType", "insert"))], new ChangeStreamOptions { FullDocument = "updateLookup" });

        var tokens = new List<string>();
        var seen = new List<string>();
        await foreach (var change in stream.Take(3))
        {
            seen.Add(Id(change["_id"]));
            tokens.Add(Id(stream.ResumeToken!));
        }

        Assert.Equal(["c1", "c2", "c3"], seen);
        // After the last of a batch the server's own token counts: it may be further.
        Assert.Equal(["c1", "p1", "p3"], tokens);
        var opened = server.Commands.First()["pipeline"].AsArray;
        Assert.Equal("updateLookup", opened[0].AsDocument["$changeStream"].AsDocument["fullDocument"].AsString);
        Assert.Equal("$match", opened[1].AsDocument[0].Name);
        Assert.Equal("killCursors", server.Commands.Last()[0].Name);
    }

    [Theory, InlineData("lost"), InlineData("stepdown"), InlineData("cursor")]
    public async Task After_an_error_that_passes_it_goes_on_where_it_was(string kind)
    {
        await using var server = Primary();
        var failed = false;
        server.Handle = c =>
        {
            if (c[0].Name == "aggregate")
                return failed ? Batch(first: true, "p2", Change("c2")) : Batch(first: true, null, Change("c1"));
            if (c[0].Name != "getMore")
                return Answer.Ok();
            failed = true;
            return kind switch
            {
                "lost" => Answer.Drop(),
                "cursor" => Answer.Error(MongoErrorCodes.CursorNotFound, "gone"),
                _ => Answer.Error(MongoErrorCodes.InterruptedDueToReplStateChange, "stepping down", "ResumableChangeStreamError"),
            };
        };
        await using var client = server.Connect("&replicaSet=rs");

        var seen = await Things(client).Watch().Select(c => Id(c["_id"])).Take(2).ToListAsync();

        Assert.Equal(["c1", "c2"], seen);
        var stages = server.Commands.Where(c => c[0].Name == "aggregate").Select(c => c["pipeline"].AsArray[0].AsDocument["$changeStream"].AsDocument).ToList();
        Assert.Empty(stages[0]);
        Assert.Equal("c1", Id(stages[1]["resumeAfter"]));
    }

    [Fact]
    public async Task Without_a_change_so_far_it_goes_on_from_the_time_it_began()
    {
        await using var server = Primary();
        var opened = 0;
        server.Handle = c => c[0].Name switch
        {
            "aggregate" when ++opened == 1 => Batch(first: true, null).With("operationTime", new BsonTimestamp(7, 1)),
            "aggregate" => Batch(first: true, null, Change("c1")),
            "getMore" => Answer.Drop(),
            _ => Answer.Ok(),
        };
        await using var client = server.Connect("&replicaSet=rs");

        await Things(client).Watch().FirstAsync();

        var again = server.Commands.Where(c => c[0].Name == "aggregate").Last()["pipeline"].AsArray[0].AsDocument["$changeStream"].AsDocument;
        Assert.Equal(new BsonTimestamp(7, 1), again["startAtOperationTime"]);
    }

    [Fact]
    public async Task An_error_that_does_not_pass_ends_it()
    {
        await using var server = Primary();
        server.Handle = c => c[0].Name == "aggregate" ? Batch(first: true, null, Change("c1")) : Answer.Error(MongoErrorCodes.BadValue, "no");
        await using var client = server.Connect("&replicaSet=rs");

        await Assert.ThrowsAsync<MongoCommandException>(() => Things(client).Watch().ToListAsync().AsTask());

        Assert.Single(server.Commands, c => c[0].Name == "aggregate");
    }

    [Fact]
    public async Task A_change_without_a_token_is_an_error()
    {
        await using var server = Primary();
        server.Handle = c => c[0].Name == "aggregate" ? Batch(first: true, null, new BsonDocument("a", 1)) : Answer.Ok();
        await using var client = server.Connect("&replicaSet=rs");

        var fault = await Assert.ThrowsAsync<MongoException>(() => Things(client).Watch().FirstAsync().AsTask());

        Assert.Contains("resume token", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_and_a_deployment_are_watched_without_a_collection()
    {
        await using var server = Primary();
        server.Handle = c => c[0].Name == "aggregate" ? Batch(first: true, null, Change("c1")) : Answer.Ok();
        await using var client = server.Connect("&replicaSet=rs");

        await client.GetDatabase("test").Watch().FirstAsync();
        await client.Watch().FirstAsync();

        var opened = server.Commands.Where(c => c[0].Name == "aggregate").ToList();
        Assert.Equal([("test", 1), ("admin", 1)], opened.Select(c => (c["$db"].AsString, c["aggregate"].AsInt32)));
        Assert.True(opened[1]["pipeline"].AsArray[0].AsDocument["$changeStream"].AsDocument["allChangesForCluster"].ToBoolean());
    }

    [Fact]
    public async Task A_store_without_change_streams_says_so_and_what_to_do()
    {
        Assert.SkipWhen(Testing.TestStore.Address is not null, "The MongoDB of IBM_TEST_MONGODB may have change streams.");
        await using var store = new EmbeddedStore();

        var fault = await Assert.ThrowsAsync<MongoCommandException>(() => store.Collection<BsonDocument>().Watch().FirstAsync().AsTask());

        Assert.Contains("has no change streams", fault.Message, StringComparison.Ordinal);
        Assert.Contains("replica set", fault.Message, StringComparison.Ordinal);
    }

    private static ScriptedServer Primary()
    {
        var server = new ScriptedServer();
        server.Hello = ScriptedServer.Member(primary: true, server.Address);
        return server;
    }

    private static BsonDocument Change(string token) => new() { ["_id"] = Token(token), ["operationType"] = "insert" };

    private static BsonDocument Token(string text) => new("_data", text);

    private static string Id(BsonValue token) => token.AsDocument["_data"].AsString;

    private static Answer Batch(bool first, string? token, params BsonDocument[] changes)
    {
        var answer = Answer.Cursor(99, first, changes);
        if (token is not null)
            answer.Document!["cursor"].AsDocument["postBatchResumeToken"] = Token(token);
        return answer;
    }

    private static MongoCollection<BsonDocument> Things(MongoClient client) => client.GetDatabase("test").GetCollection<BsonDocument>("things");
}
