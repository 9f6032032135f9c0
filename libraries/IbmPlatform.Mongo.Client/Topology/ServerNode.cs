using IbmPlatform.Mongo.Client.Connections;

namespace IbmPlatform.Mongo.Client.Topology;

/// <summary>One server: its pool, and a monitor that asks it hello on a connection of its own.</summary>
internal sealed class ServerNode : IAsyncDisposable
{
    /// <summary>A server that fails is not asked more often than this (SDAM: minHeartbeatFrequencyMS).</summary>
    private static readonly TimeSpan LeastPause = TimeSpan.FromMilliseconds(500);

    private readonly ConnectionFactory factory;
    private readonly Func<ServerNode, ServerDescription, ValueTask> report;
    private readonly CancellationTokenSource stop = new();
    private readonly SemaphoreSlim wake = new(0, 1);
    private Task? monitor;

    public ServerNode(ConnectionFactory factory, ServerAddress address, Func<ServerNode, ServerDescription, ValueTask> report)
    {
        this.factory = factory;
        this.report = report;
        Address = address;
        Pool = new ConnectionPool(factory, address);
    }

    public ServerAddress Address { get; }

    public ConnectionPool Pool { get; }

    public ServerDescription Description { get; set; } = ServerDescription.NotAskedYet;

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
                connection = await CheckAsync(connection).ConfigureAwait(false);
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
            }
            else
            {
                hello = await factory.HelloAsync(connection, stop.Token).ConfigureAwait(false);
            }
            await report(this, ServerDescription.Of(hello)).ConfigureAwait(false);
            return connection;
        }
        catch (Exception fault)
        {
            if (connection is not null)
                await connection.DisposeAsync().ConfigureAwait(false);
            // A server that dies just as the client lets go of it is nobody's news any more.
            if (!stop.IsCancellationRequested)
                await report(this, ServerDescription.Failed(fault)).ConfigureAwait(false);
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
