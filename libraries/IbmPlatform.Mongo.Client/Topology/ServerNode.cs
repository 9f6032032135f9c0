using IbmPlatform.Mongo.Client.Connections;

namespace IbmPlatform.Mongo.Client.Topology;

/// <summary>
/// One server: its pool, and a monitor that asks it hello on a connection of its own. A server that can do so holds its answer back until
/// something has changed, so that elections are known at once; then the way to it is measured on another connection (server monitoring
/// specification). Of the streaming protocol it takes the awaitable hello, one answer a question.
/// </summary>
internal sealed class ServerNode : IAsyncDisposable
{
    /// <summary>A server that fails is not asked more often than this (SDAM: minHeartbeatFrequencyMS).</summary>
    private static readonly TimeSpan LeastPause = TimeSpan.FromMilliseconds(500);

    private readonly ConnectionFactory factory;
    private readonly Action<ServerDescription> report;
    private readonly CancellationTokenSource stop = new();
    private readonly SemaphoreSlim wake = new(0, 1);
    private readonly RoundTrips trips = new();
    private Task? monitor;
    private Task? measuring;
    private HelloReply? last;
    private CancellationTokenSource? awaiting;
    private bool asksAnew;
    private bool wasHeld;

    /// <summary>Creates a node that does nothing yet.</summary>
    /// <param name="report">Hears what the monitor found.</param>
    /// <param name="openFailed">Hears of a connection for operations that could not be opened, and of its generation.</param>
    public ServerNode(ConnectionFactory factory, ServerAddress address, Action<ServerDescription> report, Action<ServerNode, Exception, int> openFailed)
    {
        this.factory = factory;
        this.report = report;
        Address = address;
        Pool = new ConnectionPool(
            factory.Settings, factory.Clock, address,
            (generation, cancellationToken) => factory.OpenAsync(address, generation, authenticate: true, cancellationToken),
            (fault, generation) => openFailed(this, fault, generation), factory.PoolListener);
    }

    public ServerAddress Address { get; }

    public ConnectionPool Pool { get; }

    /// <summary>The shortest of the last round trips; zero as long as there are too few to tell.</summary>
    public TimeSpan LeastRoundTrip => trips.Least;

    public void StartMonitor() => monitor ??= Task.Run(MonitorAsync);

    /// <summary>Asks soon instead of at the next heartbeat.</summary>
    public void RequestCheck()
    {
        try
        {
            wake.Release();
        }
        catch (SemaphoreFullException)
        {
            // One request is waiting already, which is as good.
            return;
        }
    }

    /// <summary>Gives up the answer that the server holds back, if it does: an operation has met with a fault that the server will not tell of.</summary>
    public void StopAwaiting()
    {
        Volatile.Write(ref asksAnew, true);
        try
        {
            Volatile.Read(ref awaiting)?.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            // The answer has just come; the next question is one that is answered at once.
            return;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync().ConfigureAwait(false);
        if (monitor is not null)
            await monitor.ConfigureAwait(false);
        if (measuring is not null)
            await measuring.ConfigureAwait(false);
        await Pool.DisposeAsync().ConfigureAwait(false);
    }

    private async Task MonitorAsync()
    {
        Connection? connection = null;
        try
        {
            while (!stop.IsCancellationRequested)
            {
                var answered = connection is not null;
                var before = last?.TopologyVersion;
                var began = factory.Clock.GetTimestamp();
                connection = await CheckAsync(connection).ConfigureAwait(false);
                // A server that has just been lost is asked again at once: often only the connection broke (server monitoring specification).
                if (answered && connection is null)
                    continue;
                if (connection is not null && Awaits(last))
                {
                    measuring ??= Task.Run(MeasureAsync);
                    // One that says the same at once does not hold its answers back, whatever it states: it is not asked in a loop.
                    if (!wasHeld || last!.TopologyVersion != before || factory.Clock.GetElapsedTime(began) >= LeastPause)
                        continue;
                }
                await PauseAsync(LeastPause, wakeable: false).ConfigureAwait(false);
                await PauseAsync(factory.Settings.HeartbeatInterval - LeastPause, wakeable: true).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The topology has let go of this server.
            return;
        }
        finally
        {
            if (connection is not null)
                await connection.DisposeAsync().ConfigureAwait(false);
        }
    }

    private bool Awaits(HelloReply? hello) => factory.Settings.AwaitsChanges && hello is { IsOk: true, TopologyVersion: not null };

    private async ValueTask<Connection?> CheckAsync(Connection? connection)
    {
        using var given = new CancellationTokenSource();
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(given.Token, stop.Token);
        try
        {
            HelloReply hello;
            wasHeld = false;
            if (connection is not null)
                Volatile.Write(ref awaiting, given);
            if (connection is null)
            {
                Volatile.Write(ref asksAnew, false);
                connection = await factory.OpenAsync(Address, 0, authenticate: false, stop.Token).ConfigureAwait(false);
                hello = connection.Hello;
                trips.Add(connection.HelloDuration);
            }
            else if (Awaits(last) && !Interlocked.Exchange(ref asksAnew, false))
            {
                wasHeld = true;
                hello = await factory.AwaitHelloAsync(connection, last!, linked.Token).ConfigureAwait(false);
            }
            else
            {
                var asked = factory.Clock.GetTimestamp();
                hello = await factory.HelloAsync(connection, stop.Token).ConfigureAwait(false);
                trips.Add(factory.Clock.GetElapsedTime(asked));
            }
            last = hello;
            report(ServerDescription.Of(Address, hello) with { RoundTrip = trips.Average, At = factory.Clock.GetUtcNow() });
            return connection;
        }
        catch (Exception fault)
        {
            if (connection is not null)
                await connection.DisposeAsync().ConfigureAwait(false);
            last = null;
            if (given.IsCancellationRequested)
                return null;
            trips.Forget();
            // A server that dies just as the client lets go of it is nobody's news any more.
            if (!stop.IsCancellationRequested)
                report(ServerDescription.Failed(Address, fault));
            return null;
        }
        finally
        {
            Volatile.Write(ref awaiting, null);
        }
    }

    /// <summary>The way to the server cannot be told from answers that it holds back.</summary>
    private async Task MeasureAsync()
    {
        Connection? connection = null;
        try
        {
            while (true)
            {
                await Task.Delay(factory.Settings.HeartbeatInterval, factory.Clock, stop.Token).ConfigureAwait(false);
                connection = await MeasureOnceAsync(connection).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The topology has let go of this server.
            return;
        }
        finally
        {
            if (connection is not null)
                await connection.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async ValueTask<Connection?> MeasureOnceAsync(Connection? connection)
    {
        try
        {
            if (connection is null)
            {
                connection = await factory.OpenAsync(Address, 0, authenticate: false, stop.Token).ConfigureAwait(false);
                trips.Add(connection.HelloDuration);
                return connection;
            }
            var asked = factory.Clock.GetTimestamp();
            await factory.HelloAsync(connection, stop.Token).ConfigureAwait(false);
            trips.Add(factory.Clock.GetElapsedTime(asked));
            return connection;
        }
        catch (Exception) when (!stop.IsCancellationRequested)
        {
            // Says nothing of the server: whether it is there its monitor finds out (server monitoring specification, measuring RTT).
            if (connection is not null)
                await connection.DisposeAsync().ConfigureAwait(false);
            return null;
        }
    }

    private async ValueTask PauseAsync(TimeSpan length, bool wakeable)
    {
        if (length <= TimeSpan.Zero)
            return;
        if (!wakeable)
        {
            await Task.Delay(length, factory.Clock, stop.Token).ConfigureAwait(false);
            return;
        }
        using var limit = new CancellationTokenSource(length, factory.Clock);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stop.Token);
        try
        {
            await wake.WaitAsync(linked.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // The heartbeat is due.
            return;
        }
    }
}
