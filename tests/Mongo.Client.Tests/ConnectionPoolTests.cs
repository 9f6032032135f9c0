using IbmPlatform.Mongo.Client.Connections;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Tests;

public sealed class ConnectionPoolTests
{
    // The topology's monitor keeps a connection of its own.
    private const int Monitor = 1;
    private static readonly BsonDocument Ping = new("ping", 1);

    [Fact]
    public async Task Commands_one_after_another_share_one_connection()
    {
        await using var server = new ScriptedServer();
        await using var client = server.Connect();

        for (var i = 0; i < 5; i++)
            await client.GetDatabase("test").RunCommandAsync(Ping);

        Assert.Equal(1 + Monitor, server.ConnectionCount);
    }

    [Fact]
    public async Task Commands_at_once_take_as_many_connections_as_the_pool_may_have()
    {
        await using var server = new ScriptedServer { Handle = _ => Answer.Ok() with { Delay = TimeSpan.FromMilliseconds(50) } };
        await using var client = server.Connect("&maxPoolSize=3");

        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => client.GetDatabase("test").RunCommandAsync(Ping)));

        Assert.Equal(12, server.Commands.Count);
        Assert.InRange(server.ConnectionCount, 2, 3 + Monitor);
    }

    [Fact]
    public async Task Filling_a_pool_goes_on_after_a_fault_of_any_kind_and_closing_it_throws_none()
    {
        var attempts = 0;
        var filled = new TaskCompletionSource();
        var address = new ServerAddress("pool", 1);
        var pool = new ConnectionPool(
            new MongoSettings { Seeds = [address], MinPoolSize = 1 }, TimeProvider.System, address,
            (generation, _) => ++attempts < 3
                ? ValueTask.FromException<Connection>(new InvalidOperationException("a fault that nobody thought of"))
                : ValueTask.FromResult(new Connection(Stream.Null, address, TimeProvider.System) { Generation = generation }),
            (_, _) => { },
            e =>
            {
                if (e.Kind == PoolEventKind.ConnectionReady)
                    filled.TrySetResult();
            })
        {
            MaintenanceInterval = TimeSpan.FromMilliseconds(5),
        };

        pool.Ready();
        await filled.Task.WaitAsync(TimeSpan.FromSeconds(60));
        await pool.DisposeAsync();

        Assert.Equal(3, attempts);
    }

    [Fact]
    public async Task Waiting_for_a_connection_ends_after_the_wait_queues_timeout()
    {
        await using var server = new ScriptedServer { Handle = _ => Answer.Ok() with { Delay = TimeSpan.FromSeconds(2) } };
        await using var client = server.Connect("&maxPoolSize=1&waitQueueTimeoutMS=100");
        var first = client.GetDatabase("test").RunCommandAsync(Ping);
        while (server.Commands.IsEmpty)
            await Task.Delay(5);

        var fault = await Assert.ThrowsAsync<MongoTimeoutException>(() => client.GetDatabase("test").RunCommandAsync(Ping));

        Assert.Contains("maxPoolSize", fault.Message, StringComparison.Ordinal);
        await first;
    }

    [Fact]
    public async Task A_connection_idle_for_too_long_is_replaced()
    {
        await using var server = new ScriptedServer();
        await using var client = server.Connect("&maxIdleTimeMS=50");
        await client.GetDatabase("test").RunCommandAsync(Ping);
        await Task.Delay(100);

        await client.GetDatabase("test").RunCommandAsync(Ping);

        Assert.Equal(2 + Monitor, server.ConnectionCount);
    }

    [Fact]
    public async Task A_broken_connection_takes_the_idle_ones_with_it()
    {
        await using var server = new ScriptedServer { Handle = _ => Answer.Ok() with { Delay = TimeSpan.FromMilliseconds(100) } };
        await using var client = server.Connect();
        var database = client.GetDatabase("test");
        await Task.WhenAll(database.RunCommandAsync(Ping), database.RunCommandAsync(Ping), database.RunCommandAsync(Ping));
        var before = server.ConnectionCount;

        server.Handle = _ => Answer.Drop();
        await Assert.ThrowsAsync<MongoUnknownOutcomeException>(() => database.RunCommandAsync(Ping));
        server.Handle = _ => Answer.Ok();
        await database.RunCommandAsync(Ping);

        // A new one for the command at least, though two connections had been idle.
        Assert.True(server.ConnectionCount > before, $"{server.ConnectionCount} connections, {before} before");
    }

    [Fact]
    public async Task A_store_that_is_not_there_is_named_with_the_way_out()
    {
        var gone = new ScriptedServer();
        var address = gone.Address;
        await gone.DisposeAsync();
        await using var client = MongoClient.Create($"mongodb://{address}/?serverSelectionTimeoutMS=300");

        var fault = await Assert.ThrowsAsync<MongoConnectionException>(() => client.GetDatabase("test").RunCommandAsync(Ping));

        Assert.Contains(address, fault.Message, StringComparison.Ordinal);
        Assert.Contains("Start the store", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_disposed_client_refuses_commands()
    {
        await using var server = new ScriptedServer();
        var client = server.Connect();
        await client.GetDatabase("test").RunCommandAsync(Ping);
        await client.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => client.GetDatabase("test").RunCommandAsync(Ping));
    }
}
