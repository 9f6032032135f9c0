using System.Collections.Concurrent;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Tests;

/// <summary>loadBalanced=true: one address, behind it routers, each with a service id (load balancer specification).</summary>
public sealed class LoadBalancerTests
{
    private static readonly ObjectId One = ObjectId.Parse("64b000000000000000000001");
    private static readonly ObjectId Other = ObjectId.Parse("64b000000000000000000002");

    [Fact]
    public async Task Connections_greet_in_the_mode_and_nobody_monitors()
    {
        await using var server = Balancer(_ => One);
        await using var client = Connect(server);

        await Things(client).FindOneAsync(Filter.Empty);
        await Things(client).InsertOneAsync(new BsonDocument("_id", 1));

        Assert.Equal(["hello", "find", "insert"], server.Exchanges.Select(e => e.Command[0].Name));
        Assert.True(server.Exchanges.First().Command["loadBalanced"].ToBoolean());
        Assert.Equal(1, server.ConnectionCount);
        // Routers have sessions, whatever this one says.
        Assert.Equal(1, server.Commands.Last()["txnNumber"].ToInt64());
    }

    [Fact]
    public async Task A_server_without_a_service_id_is_refused_with_the_way_out()
    {
        await using var server = new ScriptedServer();
        await using var client = Connect(server);

        var fault = await Assert.ThrowsAsync<MongoConfigurationException>(() => Things(client).FindOneAsync(Filter.Empty).AsTask());

        Assert.Contains("has no serviceId. Remove loadBalanced=true", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cursor_keeps_its_connection_until_its_end()
    {
        await using var server = Balancer(_ => One);
        server.Handle = c => c[0].Name switch
        {
            "find" => Answer.Cursor(99, first: true, new BsonDocument("_id", 1)),
            "getMore" => Answer.Cursor(server.Commands.Count(k => k[0].Name == "getMore") < 2 ? 99 : 0, first: false, new BsonDocument("_id", 2)),
            _ => Answer.Ok(),
        };
        await using var client = Connect(server);

        await foreach (var _ in Things(client).Find(Filter.Empty))
            await client.GetDatabase("test").RunCommandAsync(new BsonDocument("ping", 1));

        var cursor = server.Exchanges.Where(e => e.Command[0].Name is "find" or "getMore").Select(e => e.Connection).ToList();
        Assert.Equal(3, cursor.Count);
        Assert.Single(cursor.Distinct());
        // The last batch came with the cursor's end, so the connection was free again while its document was read.
        var pings = server.Exchanges.Where(e => e.Command[0].Name == "ping").Select(e => e.Connection).ToList();
        Assert.Equal([false, false, true], pings.Select(p => p == cursor[0]));
    }

    [Fact]
    public async Task A_cursor_left_early_is_killed_on_its_own_connection_which_then_serves_others()
    {
        await using var server = Balancer(_ => One);
        server.Handle = c => c[0].Name == "find" ? Answer.Cursor(99, first: true, new BsonDocument("_id", 1)) : Answer.Ok();
        await using var client = Connect(server, "&maxPoolSize=1");

        await foreach (var _ in Things(client).Find(Filter.Empty))
            break;
        await client.GetDatabase("test").RunCommandAsync(new BsonDocument("ping", 1));

        Assert.Equal(["find", "killCursors", "ping"], server.Commands.Select(c => c[0].Name));
        Assert.Equal(1, server.ConnectionCount);
    }

    [Fact]
    public async Task The_fault_of_one_service_closes_its_connections_and_leaves_the_others()
    {
        await using var server = Balancer(connection => connection == 1 ? One : Other);
        var both = new TaskCompletionSource();
        var waiting = 0;
        var breaks = false;
        server.Handle = _ =>
        {
            if (Volatile.Read(ref breaks))
                return Answer.Drop();
            if (Interlocked.Increment(ref waiting) == 2)
                both.SetResult();
            return both.Task.IsCompleted ? Answer.Ok() : Answer.Ok() with { Delay = TimeSpan.FromSeconds(1) };
        };
        var events = new ConcurrentQueue<PoolEvent>();
        await using var client = MongoClient.Create(
            $"mongodb://{server.Address}/?loadBalanced=true&retryReads=false&serverSelectionTimeoutMS=5000", new MongoClientOptions { OnPoolEvent = events.Enqueue });
        var database = client.GetDatabase("test");
        // Two at once, so that there is a connection to each service.
        await Task.WhenAll(database.RunCommandAsync(new BsonDocument("ping", 1)), Task.Run(() => database.RunCommandAsync(new BsonDocument("ping", 2))));
        Assert.Equal(2, server.ConnectionCount);

        Volatile.Write(ref breaks, true);
        await Assert.ThrowsAnyAsync<MongoException>(() => database.RunCommandAsync(new BsonDocument("ping", 3)));
        Volatile.Write(ref breaks, false);
        await database.RunCommandAsync(new BsonDocument("ping", 4));

        Assert.Single(events, e => e.Kind == PoolEventKind.ConnectionPoolCleared);
        Assert.Single(events, e => e.Kind == PoolEventKind.ConnectionClosed);
        // The other service's connection is still there and serves.
        Assert.Equal(2, server.ConnectionCount);
        Assert.NotEqual(
            server.Exchanges.Single(e => e.Command[0].Value.ToInt32() == 3).Connection, server.Exchanges.Single(e => e.Command[0].Value.ToInt32() == 4).Connection);
    }

    [Fact]
    public async Task Who_waits_in_vain_for_a_connection_hears_that_cursors_keep_them()
    {
        await using var server = Balancer(_ => One);
        server.Handle = c => c[0].Name == "find" ? Answer.Cursor(99, first: true, new BsonDocument("_id", 1)) : Answer.Ok();
        await using var client = Connect(server, "&maxPoolSize=1&waitQueueTimeoutMS=50");

        await foreach (var _ in Things(client).Find(Filter.Empty))
        {
            var fault = await Assert.ThrowsAsync<MongoTimeoutException>(() => client.GetDatabase("test").RunCommandAsync(new BsonDocument("ping", 1)));
            Assert.Contains(
                "maxPoolSize: 1, connections in use by cursors: 1, connections in use by transactions: 0, connections in use by other operations: 0", fault.Message, StringComparison.Ordinal);
            break;
        }
    }

    private static ScriptedServer Balancer(Func<int, ObjectId> service) => new()
    {
        Hello = new BsonDocument { ["isWritablePrimary"] = true, ["msg"] = "isdbgrid", ["maxWireVersion"] = 21 },
        HelloOn = connection => new BsonDocument("serviceId", new BsonObjectId(service(connection))),
        Handle = c => c[0].Name == "find" ? Answer.Cursor(0, first: true) : Answer.Written(1),
    };

    private static MongoClient Connect(ScriptedServer server, string options = "") => server.Connect("&loadBalanced=true" + options);

    private static MongoCollection<BsonDocument> Things(MongoClient client) => client.GetDatabase("test").GetCollection<BsonDocument>("things");
}
