using IbmPlatform.Mongo.Client.Commands;
using IbmPlatform.Mongo.Client.Connections;
using IbmPlatform.Mongo.Client.Topology;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Tests;

/// <summary>Driver sessions and causal consistency, against a replica set of one.</summary>
public sealed class SessionTests
{
    [Fact]
    public async Task All_operations_through_a_session_carry_its_id_and_count_its_writes()
    {
        await using var server = Replica();
        await using var client = server.Connect("&replicaSet=rs");
        using var session = client.StartSession();
        var things = Things(client).WithSession(session);

        await things.InsertOneAsync(new BsonDocument("_id", 1));
        await things.FindOneAsync(Filter.Empty);
        await things.UpdateOneAsync(Filter.Empty, Update.Set("a", 1));
        await client.GetDatabase("test").WithSession(session).RunCommandAsync(new BsonDocument("ping", 1));

        Assert.Equal(["insert", "find", "update", "ping"], server.Commands.Select(c => c[0].Name));
        Assert.All(server.Commands, c => Assert.Equal(session.Id, c["lsid"]));
        Assert.Equal([1L, null, 2L, null], server.Commands.Select(c => c.Find("txnNumber")?.ToInt64()));
    }

    [Fact]
    public async Task Without_a_session_of_the_callers_one_of_the_pool_serves_again_and_again()
    {
        await using var server = Replica();
        await using var client = server.Connect("&replicaSet=rs");

        await Things(client).FindOneAsync(Filter.Empty);
        await Things(client).InsertOneAsync(new BsonDocument("_id", 1));

        Assert.Single(server.Commands.Select(c => c["lsid"]).Distinct());
    }

    [Fact]
    public async Task A_cursor_stays_in_the_session_that_it_was_opened_in()
    {
        await using var server = Replica();
        server.Handle = c => c[0].Name is "find" or "getMore" ? Answer.Cursor(99, c[0].Name == "find", new BsonDocument("_id", 1)) : Answer.Ok();
        await using var client = server.Connect("&replicaSet=rs");

        await foreach (var _ in Things(client).Find(Filter.Empty).Take(2))
            await Things(client).DistinctAsync<int>("_id").ContinueWith(t => t.Exception, TaskScheduler.Default);

        var cursor = server.Commands.Where(c => c[0].Name != "distinct").ToList();
        Assert.Equal(["find", "getMore", "killCursors"], cursor.Select(c => c[0].Name));
        var id = Assert.Single(cursor.Select(c => c["lsid"]).Distinct());
        Assert.DoesNotContain(id, server.Commands.Where(c => c[0].Name == "distinct").Select(c => c["lsid"]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_causally_consistent_session_reads_what_it_has_written(bool causal)
    {
        await using var server = Replica();
        server.Handle = c => (c[0].Name == "find" ? Answer.Cursor(0, first: true) : Answer.Written(1)).With("operationTime", new BsonTimestamp(7, (uint)server.Commands.Count));
        await using var client = server.Connect("&replicaSet=rs");
        using var session = client.StartSession(new ClientSessionOptions { CausalConsistency = causal });
        var things = Things(client).WithSession(session);

        await things.FindOneAsync(Filter.Empty);
        await things.InsertOneAsync(new BsonDocument("_id", 1));
        await things.FindOneAsync(Filter.Empty);
        await Things(client).FindOneAsync(Filter.Empty);

        var reads = server.Commands.Where(c => c[0].Name == "find").Select(c => c["readConcern"].AsDocument.Find("afterClusterTime")).ToList();
        Assert.Equal([null, causal ? new BsonTimestamp(7, 2) : null, null], reads);
        Assert.All(server.Commands.Where(c => c[0].Name == "find"), c => Assert.Equal("majority", c["readConcern"].AsDocument["level"].AsString));
        Assert.Equal(new BsonTimestamp(7, 3), session.OperationTime);
    }

    [Fact]
    public async Task The_highest_cluster_time_is_passed_on_with_every_command()
    {
        await using var server = Replica();
        uint[] times = [0, 5, 3, 9];
        server.Handle = _ => Answer.Ok().With("$clusterTime", Time(times[server.Commands.Count - 1]));
        await using var client = server.Connect("&replicaSet=rs");

        for (var i = 0; i < times.Length; i++)
            await client.GetDatabase("test").RunCommandAsync(new BsonDocument("ping", 1));

        Assert.Equal([null, Time(0), Time(5), Time(5)], server.Commands.Select(c => c.Find("$clusterTime") as BsonDocument));
        using var session = client.StartSession();
        Assert.Equal(Time(9), session.ClusterTime);
    }

    [Fact]
    public async Task What_another_clients_session_has_seen_can_be_waited_for()
    {
        await using var server = Replica();
        await using var client = server.Connect("&replicaSet=rs");
        using var session = client.StartSession();

        session.AdvanceOperationTime(new BsonTimestamp(9, 1));
        session.AdvanceOperationTime(new BsonTimestamp(8, 1));
        session.AdvanceClusterTime(Time(9));
        await Things(client).WithSession(session).FindOneAsync(Filter.Empty);

        var find = Assert.Single(server.Commands);
        Assert.Equal(new BsonTimestamp(9, 1), find["readConcern"].AsDocument["afterClusterTime"]);
        Assert.Equal(Time(9), find["$clusterTime"]);
        Assert.Throws<ArgumentException>(() => session.AdvanceClusterTime([]));
    }

    [Fact]
    public async Task A_session_that_is_over_or_of_another_client_or_of_no_use_to_the_server_is_refused()
    {
        await using var server = Replica();
        await using var client = server.Connect("&replicaSet=rs");
        await using var other = server.Connect("&replicaSet=rs");
        await using var standalone = new ScriptedServer();
        await using var without = standalone.Connect();
        var session = client.StartSession();

        await Assert.ThrowsAsync<InvalidOperationException>(() => Things(other).WithSession(session).FindOneAsync(Filter.Empty).AsTask());
        session.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => Things(client).WithSession(session).FindOneAsync(Filter.Empty).AsTask());
        using var useless = without.StartSession();
        var fault = await Assert.ThrowsAsync<MongoConfigurationException>(() => Things(without).WithSession(useless).FindOneAsync(Filter.Empty).AsTask());
        Assert.Contains("has no sessions", fault.Message, StringComparison.Ordinal);
        Assert.Empty(standalone.Commands);
    }

    [Fact]
    public async Task The_client_ends_its_sessions_on_the_server_ten_thousand_at_a_time()
    {
        await using var server = Replica();
        var settings = SettingsReader.Read($"mongodb://{server.Address}/?replicaSet=rs");
        var executor = new CommandExecutor(settings, new Deployment(settings, new MongoClientOptions()), TimeProvider.System);
        using (await executor.ExecuteAsync(new DocumentCommand("test", new BsonDocument("ping", 1), CommandKind.Read), CancellationToken.None))
            Assert.Empty(server.EndedSessions);
        for (var i = 0; i < 10_001; i++)
            executor.Sessions.Return(new ServerSession(TimeProvider.System.GetTimestamp()));

        await executor.DisposeAsync();

        Assert.Equal([10_000, 2], server.EndedSessions);
    }

    [Fact]
    public void The_session_used_last_is_lent_first_and_dirty_ones_never_again()
    {
        var pool = new SessionPool(TimeProvider.System, () => TimeSpan.FromMinutes(30));
        var (one, two, dirty) = (pool.Take(), pool.Take(), pool.Take());
        dirty.IsDirty = true;

        pool.Return(one);
        pool.Return(two);
        pool.Return(dirty);

        Assert.Same(two, pool.Take());
        Assert.Same(one, pool.Take());
        Assert.NotSame(dirty, pool.Take());
    }

    [Fact]
    public void Sessions_that_the_server_is_about_to_forget_are_let_go()
    {
        var time = new ManualTime();
        TimeSpan? lifetime = TimeSpan.FromMinutes(30);
        var pool = new SessionPool(time, () => lifetime);
        var (old, young) = (pool.Take(), pool.Take());
        pool.Return(old);
        time.Advance(TimeSpan.FromMinutes(20));
        pool.Return(young);
        time.Advance(TimeSpan.FromMinutes(9.5));

        pool.Return(pool.Take());

        Assert.Equal(1, pool.Count);
        Assert.Same(young, pool.Take());
        pool.Return(young);
        time.Advance(TimeSpan.FromHours(1));
        Assert.NotSame(young, pool.Take());
        lifetime = Timeout.InfiniteTimeSpan;
        pool.Return(young);
        time.Advance(TimeSpan.FromHours(1));
        Assert.Same(young, pool.Take());
    }

    private static BsonDocument Time(uint seconds) => new() { ["clusterTime"] = new BsonTimestamp(seconds, 1), ["signature"] = new BsonDocument("keyId", 1L) };

    private static ScriptedServer Replica()
    {
        var server = new ScriptedServer { Handle = c => c[0].Name == "find" ? Answer.Cursor(0, first: true) : Answer.Written(1) };
        server.Hello = ScriptedServer.Member(primary: true, server.Address);
        return server;
    }

    private static MongoCollection<BsonDocument> Things(MongoClient client) => client.GetDatabase("test").GetCollection<BsonDocument>("things");
}
