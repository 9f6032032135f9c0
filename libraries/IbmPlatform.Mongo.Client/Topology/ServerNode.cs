using IbmPlatform.Mongo.Client.Connections;

namespace IbmPlatform.Mongo.Client.Topology;

/// <summary>One server: its pool, and a monitor that asks it hello on a connection of its own.</summary>
internal sealed class ServerNode : IAsyncDisposable
{
    /// <summary>A server that fails is not asked more often than this (SDAM: minHeartbeatFrequencyMS).</summary>
    private static readonly TimeSpan LeastPause = TimeSpan.FromMilliseconds(500);

    private readonly ConnectionFactory factory;
    private readonly Action<ServerDescription> report;
    private readonly CancellationTokenSource stop = new();
    private readonly SemaphoreSlim wake = new(0, 1);
    private Task? monitor;
    private readonly LeastRoundTrip least = new();
    private TimeSpan? roundTrip;

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
    public TimeSpan LeastRoundTrip => least.Value;

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

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync().ConfigureAwait(false);
        if (monitor is not null)
            await monitor.ConfigureAwait(false);
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
                connection = await CheckAsync(connection).ConfigureAwait(false);
                // A server that has just been lost is asked again at once: often only the connection broke (server monitoring specification).
                if (answered && connection is null)
                    continue;
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

    private async ValueTask<Connection?> CheckAsync(Connection? connection)
    {
        try
        {
            HelloReply hello;
            if (connection is null)
            {
                connection = await factory.OpenAsync(Address, 0, authenticate: false, stop.Token).ConfigureAwait(false);
                hello = connection.Hello;
                Measured(connection.HelloDuration);
            }
            else
            {
                var asked = factory.Clock.GetTimestamp();
                hello = await factory.HelloAsync(connection, stop.Token).ConfigureAwait(false);
                Measured(factory.Clock.GetElapsedTime(asked));
            }
            report(ServerDescription.Of(Address, hello) with { RoundTrip = roundTrip!.Value, At = factory.Clock.GetUtcNow() });
            return connection;
        }
        catch (Exception fault)
        {
            if (connection is not null)
                await connection.DisposeAsync().ConfigureAwait(false);
            roundTrip = null;
            least.Forget();
            // A server that dies just as the client lets go of it is nobody's news any more.
            if (!stop.IsCancellationRequested)
                report(ServerDescription.Failed(Address, fault));
            return null;
        }
    }

    private void Measured(TimeSpan sample)
    {
        roundTrip = RoundTripAverage.Next(roundTrip, sample);
        least.Add(sample);
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
