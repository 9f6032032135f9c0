using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Tests;

/// <summary>timeoutMS: one limit over all that an operation does (client side operations timeout).</summary>
public sealed class OperationTimeoutTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task The_server_is_told_what_is_left_instead_of_the_limits_of_parts()
    {
        await using var server = new ScriptedServer { Handle = c => c[0].Name == "find" ? Answer.Cursor(0, first: true) : Answer.Written(1) };
        await using var client = server.Connect("&timeoutMS=60000&wTimeoutMS=7&journal=true");

        await Things(client).FindOneAsync(Filter.Empty, new FindOptions { MaxTime = TimeSpan.FromMilliseconds(5) });
        await Things(client).InsertOneAsync(new BsonDocument("_id", 1));
        await Things(client).WithTimeout(TimeSpan.FromSeconds(30)).FindOneAsync(Filter.Empty);
        await Things(client).WithTimeout(Timeout.InfiniteTimeSpan).FindOneAsync(Filter.Empty, new FindOptions { MaxTime = TimeSpan.FromMilliseconds(5) });

        var limits = server.Commands.Select(c => c["maxTimeMS"].ToInt64()).ToList();
        Assert.InRange(limits[0], 20_000, 60_000);
        Assert.InRange(limits[1], 20_000, 60_000);
        Assert.InRange(limits[2], 1_000, 30_000);
        Assert.Equal(5, limits[3]);
        Assert.Equal(new BsonDocument("j", true), server.Commands.ElementAt(1)["writeConcern"]);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_given_up_in_time()
    {
        await using var server = new ScriptedServer { Handle = _ => Answer.Ok() with { Delay = Long } };
        await using var client = server.Connect("&timeoutMS=300");

        var read = await Assert.ThrowsAsync<MongoTimeoutException>(() => Things(client).FindOneAsync(Filter.Empty).AsTask().WaitAsync(Long));
        var write = await Assert.ThrowsAsync<MongoUnknownOutcomeException>(() => Things(client).InsertOneAsync(new BsonDocument("_id", 1)).WaitAsync(Long));

        Assert.Contains("'find' on test.things was not done within timeoutMS=300", read.Message, StringComparison.Ordinal);
        Assert.Contains("may or may not have been carried out", write.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Looking_for_a_server_and_waiting_for_a_connection_count()
    {
        await using var nobody = MongoClient.Create("mongodb://127.0.0.1:1/?timeoutMS=300&serverSelectionTimeoutMS=300000");
        await Assert.ThrowsAsync<MongoTimeoutException>(() => Things(nobody).FindOneAsync(Filter.Empty).AsTask().WaitAsync(Long));

        await using var server = new ScriptedServer();
        var arrived = new TaskCompletionSource();
        server.Handle = c =>
        {
            arrived.TrySetResult();
            return c[0].Name == "ping" ? Answer.Ok() with { Delay = Long } : Answer.Ok();
        };
        await using var client = server.Connect("&maxPoolSize=1&waitQueueTimeoutMS=1");
        using var stop = new CancellationTokenSource();
        var hanging = client.GetDatabase("test").RunCommandAsync(new BsonDocument("ping", 1), stop.Token);
        await arrived.Task;
        await using var limited = server.Connect("&timeoutMS=300&maxPoolSize=1&waitQueueTimeoutMS=1");
        var first = limited.GetDatabase("test").WithTimeout(Timeout.InfiniteTimeSpan).RunCommandAsync(new BsonDocument("ping", 1), stop.Token);
        while (server.Commands.Count < 2)
            await Task.Delay(5);

        // The wait in line is limited by timeoutMS alone: waitQueueTimeoutMS counts for nothing beside it.
        var fault = await Assert.ThrowsAsync<MongoTimeoutException>(() => Things(limited).FindOneAsync(Filter.Empty).AsTask().WaitAsync(Long));

        Assert.Contains("timeoutMS=300", fault.Message, StringComparison.Ordinal);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hanging);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
    }

    [Fact]
    public async Task A_cursor_has_one_limit_until_its_end()
    {
        await using var server = new ScriptedServer
        {
            Handle = c => c[0].Name == "killCursors" ? Answer.Ok()
                : Answer.Cursor(99, first: c[0].Name == "find", new BsonDocument("_id", 1)) with { Delay = TimeSpan.FromMilliseconds(c[0].Name == "find" ? 0 : 100) },
        };
        await using var client = server.Connect("&timeoutMS=3000");

        // Each answer comes in time; the sum of them does not.
        await Assert.ThrowsAsync<MongoTimeoutException>(() => Things(client).Find(Filter.Empty).CountAsync().AsTask().WaitAsync(Long));

        Assert.Contains(server.Commands, c => c[0].Name == "getMore");
        Assert.DoesNotContain(server.Commands, c => c[0].Name == "getMore" && c.Contains("maxTimeMS"));
        Assert.Equal("killCursors", server.Commands.Last()[0].Name);
    }

    [Fact]
    public async Task A_server_that_gave_up_by_its_limit_says_that_time_is_over()
    {
        await using var server = new ScriptedServer { Handle = _ => Answer.Error(MongoErrorCodes.MaxTimeMsExpired, "operation exceeded time limit") };
        await using var client = server.Connect("&timeoutMS=60000");
        await using var without = server.Connect();

        var fault = await Assert.ThrowsAsync<MongoTimeoutException>(() => Things(client).FindOneAsync(Filter.Empty).AsTask());
        Assert.IsType<MongoCommandException>(fault.InnerException);
        await Assert.ThrowsAsync<MongoCommandException>(() => Things(without).FindOneAsync(Filter.Empty).AsTask());
    }

    [Fact]
    public async Task Within_the_limit_a_read_is_repeated_more_than_once()
    {
        await using var server = new ScriptedServer();
        server.Handle = _ => server.Commands.Count < 4 ? Answer.Error(MongoErrorCodes.InterruptedDueToReplStateChange, "wait") : Answer.Cursor(0, first: true, new BsonDocument("_id", 1));
        await using var client = server.Connect("&timeoutMS=60000");

        Assert.NotNull(await Things(client).FindOneAsync(Filter.Empty));

        Assert.Equal(4, server.Commands.Count);
    }

    [Fact]
    public async Task A_quiet_change_stream_is_not_taken_for_a_dead_one_and_a_dead_one_is_given_up()
    {
        await using var server = new ScriptedServer();
        server.Handle = c => c[0].Name == "getMore" && server.Commands.Count(k => k[0].Name == "getMore") > 2
            ? Answer.Ok() with { Delay = Long } : Answer.Cursor(99, first: c[0].Name == "aggregate");
        await using var client = server.Connect("&timeoutMS=3000");

        await Assert.ThrowsAsync<MongoTimeoutException>(async () =>
        {
            await foreach (var change in Things(client).Watch())
                Assert.Fail(change.ToString());
        }).WaitAsync(Long);
        var fault = await Assert.ThrowsAsync<MongoConfigurationException>(async () =>
        {
            await foreach (var change in Things(client).Watch(options: new ChangeStreamOptions { MaxAwaitTime = TimeSpan.FromSeconds(3) }))
                Assert.Fail(change.ToString());
        }).WaitAsync(Long);

        Assert.Single(server.Commands, c => c[0].Name == "aggregate");
        Assert.All(server.Commands.Where(c => c[0].Name == "getMore"), c => Assert.Equal(1500, c["maxTimeMS"].ToInt64()));
        Assert.Contains("MaxAwaitTime of 3000 ms", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cursor_timed_by_iteration_has_the_limit_anew_for_each_round_trip_and_the_server_is_told_none()
    {
        await using var server = new ScriptedServer();
        var clock = new ManualTime();
        server.Handle = c =>
        {
            clock.Advance(TimeSpan.FromSeconds(2));
            return Answer.Cursor(server.Commands.Count < 21 ? 99 : 0, first: c[0].Name != "getMore", new BsonDocument("_id", 1));
        };
        await using var client = MongoClient.Create($"mongodb://{server.Address}/?timeoutMS=3000&heartbeatFrequencyMS=600000", new MongoClientOptions { TimeProvider = clock });

        // 21 round trips of 2 s: longer than the limit, each well within it.
        var found = await Things(client).Find(Filter.Empty, new FindOptions { TimeoutMode = CursorTimeout.Iteration, MaxTime = TimeSpan.FromSeconds(1) }).CountAsync();

        Assert.Equal(21, found);
        Assert.DoesNotContain(server.Commands, c => c.Contains("maxTimeMS"));
        server.Handle = c =>
        {
            clock.Advance(TimeSpan.FromSeconds(c[0].Name == "getMore" ? 3 : 2));
            return c[0].Name == "getMore" ? Answer.Ok() with { Delay = Long } : Answer.Cursor(99, first: true);
        };
        await Assert.ThrowsAsync<MongoTimeoutException>(() =>
            Things(client).Aggregate<BsonDocument>([], new AggregateOptions { TimeoutMode = CursorTimeout.Iteration }).CountAsync().AsTask().WaitAsync(Long));
    }

    [Fact]
    public async Task A_timeout_mode_without_a_timeout_and_one_for_a_pipeline_that_writes_are_refused()
    {
        await using var server = new ScriptedServer();
        await using var client = server.Connect();

        var fault = await Assert.ThrowsAsync<MongoConfigurationException>(() =>
            Things(client).Find(Filter.Empty, new FindOptions { TimeoutMode = CursorTimeout.Lifetime }).CountAsync().AsTask());
        Assert.Throws<ArgumentException>(() =>
            Things(client).Aggregate<BsonDocument>([new BsonDocument("$out", "others")], new AggregateOptions { TimeoutMode = CursorTimeout.Iteration }));

        Assert.Contains("Set timeoutMS", fault.Message, StringComparison.Ordinal);
        Assert.Empty(server.Commands);
    }

    [Fact]
    public async Task Closing_a_cursor_has_a_limit_of_its_own()
    {
        await using var server = new ScriptedServer { Handle = c => c[0].Name == "killCursors" ? Answer.Ok() : Answer.Cursor(99, first: true, new BsonDocument("_id", 1)) };
        await using var client = server.Connect();

        await foreach (var _ in Things(client).WithTimeout(TimeSpan.FromSeconds(60)).Find(Filter.Empty))
            break;

        Assert.Equal("killCursors", server.Commands.Last()[0].Name);
        Assert.InRange(server.Commands.Last()["maxTimeMS"].ToInt64(), 1, 60_000);
    }

    [Fact]
    public async Task A_limit_that_is_none_is_refused()
    {
        await using var server = new ScriptedServer();
        await using var client = server.Connect();

        Assert.Throws<ArgumentOutOfRangeException>(() => Things(client).WithTimeout(TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => client.GetDatabase("test").WithTimeout(TimeSpan.FromSeconds(-1)));
    }

    private static MongoCollection<BsonDocument> Things(MongoClient client) => client.GetDatabase("test").GetCollection<BsonDocument>("things");
}
