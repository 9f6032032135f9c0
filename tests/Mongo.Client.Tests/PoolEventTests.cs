using System.Collections.Concurrent;
using IbmPlatform.Mongo.Client.Connections;
using IbmPlatform.Mongo.Client.Topology;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Tests;

/// <summary>What a pool tells of itself, and what it does with many who want connections that are slow to open.</summary>
public sealed class PoolEventTests
{
    [Fact]
    public async Task A_pool_lends_before_its_server_can_be_chosen()
    {
        await using var server = new ScriptedServer();
        Deployment? deployment = null;
        var chosenTooEarly = new ConcurrentQueue<bool>();
        var options = new MongoClientOptions
        {
            OnPoolEvent = e =>
            {
                if (e.Kind == PoolEventKind.ConnectionPoolReady)
                    chosenTooEarly.Enqueue(deployment!.HasServerFor(ReadPreference.Primary));
            },
        };
        await using var made = deployment = new Deployment(SettingsReader.Read($"mongodb://{server.Address}/"), options);

        await deployment.SelectAsync(ReadPreference.Primary, avoided: null, CancellationToken.None);

        Assert.False(Assert.Single(chosenTooEarly));
    }

    private static readonly BsonDocument Ping = new("ping", 1);

    [Fact]
    public async Task A_command_tells_how_it_got_its_connection()
    {
        var events = new ConcurrentQueue<PoolEvent>();
        await using var server = new ScriptedServer();
        await using (var client = MongoClient.Create($"mongodb://{server.Address}/", new MongoClientOptions { OnPoolEvent = events.Enqueue }))
            await client.GetDatabase("test").RunCommandAsync(Ping);

        Assert.Equal(
            [
                PoolEventKind.ConnectionPoolCreated, PoolEventKind.ConnectionPoolReady, PoolEventKind.ConnectionCheckOutStarted, PoolEventKind.ConnectionCreated,
                PoolEventKind.ConnectionReady, PoolEventKind.ConnectionCheckedOut, PoolEventKind.ConnectionCheckedIn, PoolEventKind.ConnectionClosed,
                PoolEventKind.ConnectionPoolClosed,
            ],
            events.Select(e => e.Kind));
        Assert.All(events, e => Assert.Equal(server.Address, e.Address));
    }

    [Fact]
    public async Task No_more_than_maxConnecting_connections_are_opened_at_once_and_one_that_comes_back_is_taken_first()
    {
        var (opening, most, opened) = (0, 0, 0);
        var go = new SemaphoreSlim(0);
        var address = new ServerAddress("pool", 1);
        await using var pool = new ConnectionPool(
            new MongoSettings { Seeds = [address], MaxConnecting = 2 }, TimeProvider.System, address,
            async (generation, cancellationToken) =>
            {
                most = Math.Max(most, Interlocked.Increment(ref opening));
                await go.WaitAsync(cancellationToken);
                Interlocked.Decrement(ref opening);
                Interlocked.Increment(ref opened);
                return new Connection(Stream.Null, address, TimeProvider.System) { Generation = generation };
            },
            (_, _) => { }, listener: null);
        pool.Ready();

        var takers = Enumerable.Range(0, 10).Select(_ => Task.Run(async () => pool.Return(await pool.TakeAsync(CancellationToken.None)))).ToList();
        while (pool.Load < 8)
            await Task.Delay(1);
        go.Release(100);
        await Task.WhenAll(takers).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.InRange(most, 1, 2);
        Assert.InRange(opened, 1, 10);
        Assert.Equal(0, pool.Load);
    }

    [Fact]
    public async Task The_least_number_of_connections_stands_ready()
    {
        var events = new ConcurrentQueue<PoolEvent>();
        await using var server = new ScriptedServer();
        await using var client = MongoClient.Create($"mongodb://{server.Address}/?minPoolSize=3", new MongoClientOptions { OnPoolEvent = events.Enqueue });
        await client.GetDatabase("test").RunCommandAsync(Ping);

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (events.Count(e => e.Kind == PoolEventKind.ConnectionReady) < 3)
            await Task.Delay(5, limit.Token);

        Assert.Equal([1, 2, 3], events.Where(e => e.Kind == PoolEventKind.ConnectionReady).Select(e => e.ConnectionId).Order());
    }

    [Fact]
    public async Task Who_waits_for_a_connection_to_a_server_that_fails_is_told_at_once()
    {
        var address = new ServerAddress("pool", 1);
        await using var pool = new ConnectionPool(
            new MongoSettings { Seeds = [address], MaxPoolSize = 1 }, TimeProvider.System, address,
            (generation, _) => ValueTask.FromResult(new Connection(Stream.Null, address, TimeProvider.System) { Generation = generation }),
            (_, _) => { }, listener: null);
        pool.Ready();
        var lent = await pool.TakeAsync(CancellationToken.None);
        var waiting = pool.TakeAsync(CancellationToken.None).AsTask();

        pool.Clear(pool.Generation, interrupt: true);

        await Assert.ThrowsAsync<PoolUnavailableException>(() => waiting);
        Assert.True(lent.IsBroken);
        pool.Return(lent);
        pool.Ready();
        Assert.NotSame(lent, await pool.TakeAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Giving_up_in_line_leaves_the_turn_to_the_next()
    {
        var address = new ServerAddress("pool", 1);
        await using var pool = new ConnectionPool(
            new MongoSettings { Seeds = [address], MaxPoolSize = 1 }, TimeProvider.System, address,
            (generation, _) => ValueTask.FromResult(new Connection(Stream.Null, address, TimeProvider.System) { Generation = generation }),
            (_, _) => { }, listener: null);
        pool.Ready();
        var lent = await pool.TakeAsync(CancellationToken.None);
        using var cancellation = new CancellationTokenSource();
        var impatient = pool.TakeAsync(cancellation.Token).AsTask();
        var patient = pool.TakeAsync(CancellationToken.None).AsTask();

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        pool.Return(lent);

        Assert.Same(lent, await patient.WaitAsync(TimeSpan.FromSeconds(30)));
    }
}
