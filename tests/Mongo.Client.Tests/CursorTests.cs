using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Tests;

public sealed class CursorTests
{
    [Fact]
    public async Task All_batches_are_read_and_the_finished_cursor_is_not_killed()
    {
        await using var server = new ScriptedServer { Handle = TwoBatches };
        await using var client = server.Connect();

        var ids = await Things(client).Find(Filter.Empty, new FindOptions { BatchSize = 2 }).Select(d => d["_id"].AsInt32).ToListAsync();

        Assert.Equal([1, 2, 3], ids);
        Assert.Equal(["find", "getMore"], server.Commands.Select(c => c[0].Name));
        Assert.Equal(2, server.Commands.Last()["batchSize"].AsInt32);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Enumerating_a_result_again_asks_again(bool hasSessions)
    {
        await using var server = new ScriptedServer { Handle = TwoBatches };
        if (hasSessions)
            server.Hello = ScriptedServer.Member(primary: true, server.Address);
        await using var client = server.Connect("&timeoutMS=60000" + (hasSessions ? "&replicaSet=rs" : ""));
        var result = Things(client).Find(Filter.Empty);

        Assert.Equal(3, await result.CountAsync());
        Assert.Equal(3, await result.CountAsync());

        Assert.Equal(["find", "getMore", "find", "getMore"], server.Commands.Select(c => c[0].Name));
    }

    [Fact]
    public async Task Leaving_early_kills_the_servers_cursor()
    {
        await using var server = new ScriptedServer { Handle = TwoBatches };
        await using var client = server.Connect();

        await foreach (var document in Things(client).Find(Filter.Empty))
        {
            Assert.Equal(1, document["_id"].AsInt32);
            break;
        }

        var kill = server.Commands.Last();
        Assert.Equal("things", kill["killCursors"].AsString);
        Assert.Equal(new BsonArray { 99L }, kill["cursors"]);
    }

    [Fact]
    public async Task Cancelling_between_documents_kills_the_servers_cursor()
    {
        await using var server = new ScriptedServer { Handle = TwoBatches };
        await using var client = server.Connect();
        using var cancellation = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in Things(client).Find(Filter.Empty, cancellationToken: cancellation.Token))
                await cancellation.CancelAsync();
        });

        Assert.Equal("killCursors", server.Commands.Last()[0].Name);
    }

    [Fact]
    public async Task Cancelling_a_command_in_flight_ends_it_at_once_and_the_client_goes_on()
    {
        await using var server = new ScriptedServer();
        server.Handle = _ => server.Commands.Count == 1
            ? Answer.Ok() with { Delay = TimeSpan.FromSeconds(30) }
            : Answer.Cursor(0, first: true, new BsonDocument("_id", 1));
        await using var client = server.Connect();
        using var cancellation = new CancellationTokenSource();

        var find = Things(client).FindOneAsync(Filter.Empty, cancellationToken: cancellation.Token).AsTask();
        while (server.Commands.IsEmpty)
            await Task.Delay(5);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => find.WaitAsync(TimeSpan.FromSeconds(5)));
        Assert.NotNull(await Things(client).FindOneAsync(Filter.Empty));
    }

    [Fact]
    public async Task A_lost_cursor_is_an_error_with_the_servers_code()
    {
        await using var server = new ScriptedServer
        {
            Handle = c => c[0].Name == "getMore" ? Answer.Error(MongoErrorCodes.CursorNotFound, "cursor id 99 not found") : TwoBatches(c),
        };
        await using var client = server.Connect();

        var fault = await Assert.ThrowsAsync<MongoCommandException>(() => Things(client).Find(Filter.Empty).ToListAsync().AsTask());

        Assert.Equal(43, fault.Code);
        Assert.Equal("CursorNotFound", fault.CodeName);
    }

    private static Answer TwoBatches(BsonDocument command) => command[0].Name switch
    {
        "find" => Answer.Cursor(99, first: true, new BsonDocument("_id", 1), new BsonDocument("_id", 2)),
        "getMore" => Answer.Cursor(0, first: false, new BsonDocument("_id", 3)),
        _ => Answer.Ok(),
    };

    [Fact]
    public async Task A_pipeline_that_writes_is_not_asked_for_an_empty_batch_by_which_it_would_not_run()
    {
        await using var server = new ScriptedServer { Handle = _ => Answer.Cursor(0, first: true) };
        await using var client = server.Connect();

        await Things(client).AggregateAsync<BsonDocument>([new BsonDocument("$merge", "others")], new AggregateOptions { BatchSize = 0 });
        await Things(client).AggregateAsync<BsonDocument>([new BsonDocument("$match", new BsonDocument())], new AggregateOptions { BatchSize = 0 });

        Assert.Equal([[], new BsonDocument("batchSize", 0)], server.Commands.Select(c => c["cursor"].AsDocument));
    }

    [Fact]
    public async Task A_batch_of_just_the_limits_size_is_asked_for_as_one_more_so_that_no_cursor_stays()
    {
        await using var server = new ScriptedServer { Handle = _ => Answer.Cursor(0, first: true) };
        await using var client = server.Connect();

        await Things(client).Find(Filter.Empty, new FindOptions { Limit = 4, BatchSize = 4 }).ToListAsync();
        await Things(client).Find(Filter.Empty, new FindOptions { Limit = 4, BatchSize = 3 }).ToListAsync();

        Assert.Equal([5L, 3L], server.Commands.Select(c => c["batchSize"].ToInt64()));
    }

    private static MongoCollection<BsonDocument> Things(MongoClient client) => client.GetDatabase("test").GetCollection<BsonDocument>("things");
}
