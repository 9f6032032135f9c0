using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Connections;

/// <summary>
/// The connections to one server (Connection Monitoring and Pooling specification). The last one returned is lent first, so that
/// unneeded ones grow idle and are closed. Who finds none waits in line for one that comes back, or for leave to open one.
/// Clearing raises the generation: connections of an older one are closed instead of lent.
/// </summary>
internal sealed partial class ConnectionPool : IAsyncDisposable
{
    private readonly MongoSettings settings;
    private readonly TimeProvider clock;
    private readonly ServerAddress address;
    private readonly Func<int, CancellationToken, ValueTask<Connection>> open;
    private readonly Action<Exception, int> openFailed;
    private readonly Action<PoolEvent>? listener;
    private readonly Lock gate = new();
    // The least used stand first; the last is lent next.
    private readonly List<Connection> idle = [];
    private readonly HashSet<Connection> lent = [];
    private readonly Queue<Place> line = new();
    private PoolState state = PoolState.Paused;
    // Behind a load balancer each service has a generation of its own (load balancer specification).
    private readonly Dictionary<ObjectId, int> services = [];
    private int generation;
    private int total;
    private int opening;
    private long lastId;

    /// <summary>Creates a pool, paused.</summary>
    /// <param name="open">Opens a connection of a generation.</param>
    /// <param name="openFailed">Hears of a connection that could not be opened, and of its generation.</param>
    public ConnectionPool(
        MongoSettings settings, TimeProvider clock, ServerAddress address, Func<int, CancellationToken, ValueTask<Connection>> open,
        Action<Exception, int> openFailed, Action<PoolEvent>? listener)
    {
        (this.settings, this.clock, this.address, this.open, this.openFailed, this.listener) = (settings, clock, address, open, openFailed, listener);
        Tell(PoolEventKind.ConnectionPoolCreated);
    }

    public int Generation => Volatile.Read(ref generation);

    /// <summary>Connections lent or asked for: how busy the server is with this client.</summary>
    public int Load
    {
        get
        {
            lock (gate)
                return lent.Count + line.Count;
        }
    }

    /// <summary>Lends a connection; give it back with <see cref="Return"/>.</summary>
    /// <exception cref="MongoTimeoutException">All are lent, and none came back within waitQueueTimeoutMS.</exception>
    /// <exception cref="PoolUnavailableException">The server failed, or the pool is closed.</exception>
    public ValueTask<Connection> TakeAsync(CancellationToken cancellationToken)
    {
        Tell(PoolEventKind.ConnectionCheckOutStarted);
        var asked = listener is null ? 0 : clock.GetTimestamp();
        lock (gate)
        {
            if (state != PoolState.Ready)
                throw Refused(asked);
            if (line.Count == 0 && PopIdle() is { } connection)
                return ValueTask.FromResult(Lend(connection, asked));
        }
        return TakeInLineAsync(asked, cancellationToken);
    }

    public void Return(Connection connection)
    {
        lock (gate)
        {
            lent.Remove(connection);
            Tell(PoolEventKind.ConnectionCheckedIn, connection);
            connection.IdleSince = clock.GetTimestamp();
            var reason = state == PoolState.Closed ? "poolClosed" : connection.IsBroken ? "error" : connection.Generation != GenerationOf(connection) ? "stale" : null;
            if (reason is null)
                idle.Add(connection);
            else
                Close(connection, reason);
            ServeLine();
        }
    }

    /// <summary>The server answers: connections may be lent.</summary>
    public void Ready()
    {
        lock (gate)
        {
            if (state != PoolState.Paused)
                return;
            state = PoolState.Ready;
            Tell(PoolEventKind.ConnectionPoolReady);
        }
        Maintain();
    }

    /// <summary>Closes what is idle, and what is lent once it comes back; refuses those in line. Only the first of those that broke together clears.</summary>
    /// <param name="interrupt">Whether to close what is lent at once: the server itself does not answer.</param>
    public void Clear(int seenGeneration, bool interrupt = false)
    {
        lock (gate)
        {
            if (seenGeneration != generation || state == PoolState.Closed)
                return;
            generation++;
            if (state == PoolState.Ready)
            {
                state = PoolState.Paused;
                Tell(PoolEventKind.ConnectionPoolCleared);
            }
            CloseIdle("stale");
            if (interrupt)
            {
                foreach (var connection in lent)
                    connection.Close();
            }
            RefuseLine();
        }
    }

    /// <summary>Closes what is idle of one service behind a load balancer, and what is lent once it comes back; the others go on.</summary>
    public void ClearService(ObjectId service, int seenGeneration)
    {
        lock (gate)
        {
            var current = services.GetValueOrDefault(service);
            if (seenGeneration != current || state == PoolState.Closed)
                return;
            services[service] = current + 1;
            Tell(PoolEventKind.ConnectionPoolCleared);
            foreach (var connection in idle.Where(c => c.ServiceId == service))
                Close(connection, "stale");
            idle.RemoveAll(c => c.ServiceId == service);
            ServeLine();
        }
    }

    public async ValueTask DisposeAsync()
    {
        lock (gate)
        {
            if (state == PoolState.Closed)
                return;
            state = PoolState.Closed;
            CloseIdle("poolClosed");
            RefuseLine();
            Tell(PoolEventKind.ConnectionPoolClosed);
        }
        await StopMaintenanceAsync().ConfigureAwait(false);
    }

    private async ValueTask<Connection> TakeInLineAsync(long asked, CancellationToken cancellationToken)
    {
        var place = new Place(asked);
        lock (gate)
        {
            if (state != PoolState.Ready)
                throw Refused(asked);
            line.Enqueue(place);
            ServeLine();
        }
        var connection = await WaitAsync(place, cancellationToken).ConfigureAwait(false);
        if (connection is not null)
            return connection;
        try
        {
            connection = await OpenAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            Tell(PoolEventKind.ConnectionCheckOutFailed, reason: "connectionError", since: asked);
            throw;
        }
        lock (gate)
            return Lend(connection, asked);
    }

    private async ValueTask<Connection?> WaitAsync(Place place, CancellationToken cancellationToken)
    {
        if (place.Task.IsCompleted)
            return await place.Task.ConfigureAwait(false);
        var patience = settings.WaitQueueTimeout;
        using var limit = new CancellationTokenSource(patience, clock);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await place.Task.WaitAsync(linked.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Its turn may have come at this very moment; then it is used, or passed on.
            if (!place.TrySetCanceled(CancellationToken.None))
                return await place.Task.ConfigureAwait(false);
            Tell(PoolEventKind.ConnectionCheckOutFailed, reason: "timeout", since: place.Asked);
            cancellationToken.ThrowIfCancellationRequested();
            throw new MongoTimeoutException(
                $"Timed out while checking out a connection from connection pool: all {settings.MaxPoolSize} connections to {address} are in use, and none came free within waitQueueTimeoutMS={patience.TotalMilliseconds:0}.{Uses()} Raise maxPoolSize, or look for operations that hang.");
        }
    }

    /// <summary>Behind a load balancer cursors keep connections: what keeps them is told (load balancer specification).</summary>
    private string Uses()
    {
        if (!settings.LoadBalanced)
            return "";
        lock (gate)
        {
            var kept = lent.Count(c => c.IsKept);
            return $" maxPoolSize: {settings.MaxPoolSize}, connections in use by cursors: {kept}, connections in use by transactions: 0, connections in use by other operations: {lent.Count - kept}.";
        }
    }

    /// <summary>Opens a connection for which a place has been counted.</summary>
    private async ValueTask<Connection> OpenAsync(CancellationToken cancellationToken)
    {
        var id = Interlocked.Increment(ref lastId);
        var at = Generation;
        var started = clock.GetTimestamp();
        Tell(PoolEventKind.ConnectionCreated, id: id);
        try
        {
            var connection = await open(at, cancellationToken).ConfigureAwait(false);
            connection.Id = id;
            if (connection.ServiceId is not null)
            {
                lock (gate)
                    connection.Generation = GenerationOf(connection);
            }
            Tell(PoolEventKind.ConnectionReady, id: id, since: started);
            lock (gate)
            {
                opening--;
                ServeLine();
            }
            return connection;
        }
        catch (Exception fault)
        {
            lock (gate)
            {
                opening--;
                total--;
                Tell(PoolEventKind.ConnectionClosed, id: id, reason: "error");
                ServeLine();
            }
            if (fault is not OperationCanceledException)
                openFailed(fault, at);
            throw;
        }
    }

    /// <summary>Gives those in line, the first first, what there is: an idle connection, or leave to open one.</summary>
    private void ServeLine()
    {
        while (state == PoolState.Ready && line.TryPeek(out var first))
        {
            if (first.Task.IsCompleted)
            {
                line.Dequeue();
            }
            else if (PopIdle() is { } connection)
            {
                lent.Add(connection);
                if (line.Dequeue().TrySetResult(connection))
                    Tell(PoolEventKind.ConnectionCheckedOut, connection, since: first.Asked);
                else
                    GiveBack(connection);
            }
            else if (total < settings.MaxPoolSize && opening < settings.MaxConnecting)
            {
                if (!line.Dequeue().TrySetResult(null))
                    continue;
                total++;
                opening++;
            }
            else
            {
                return;
            }
        }
    }

    private Connection Lend(Connection connection, long asked)
    {
        lent.Add(connection);
        Tell(PoolEventKind.ConnectionCheckedOut, connection, since: asked);
        return connection;
    }

    /// <summary>The one in line gave up at the moment of its turn.</summary>
    private void GiveBack(Connection connection)
    {
        lent.Remove(connection);
        idle.Add(connection);
    }

    private Connection? PopIdle()
    {
        while (idle.Count > 0)
        {
            var connection = idle[^1];
            idle.RemoveAt(idle.Count - 1);
            if (StaleReason(connection) is not { } reason)
                return connection;
            Close(connection, reason);
        }
        return null;
    }

    private string? StaleReason(Connection connection)
    {
        if (connection.IsBroken)
            return "error";
        if (connection.Generation != GenerationOf(connection))
            return "stale";
        return settings.MaxIdleTime != Timeout.InfiniteTimeSpan && clock.GetElapsedTime(connection.IdleSince) >= settings.MaxIdleTime ? "idle" : null;
    }

    private int GenerationOf(Connection connection) => connection.ServiceId is { } service ? services.GetValueOrDefault(service) : generation;

    private void CloseIdle(string reason)
    {
        foreach (var connection in idle)
            Close(connection, reason);
        idle.Clear();
    }

    private void Close(Connection connection, string reason)
    {
        total--;
        connection.Dispose();
        Tell(PoolEventKind.ConnectionClosed, connection, reason);
    }

    private void RefuseLine()
    {
        while (line.TryDequeue(out var place))
        {
            if (!place.Task.IsCompleted)
                place.TrySetException(Refused(place.Asked));
        }
    }

    private PoolUnavailableException Refused(long asked)
    {
        var closed = state == PoolState.Closed;
        Tell(PoolEventKind.ConnectionCheckOutFailed, reason: closed ? "poolClosed" : "connectionError", since: asked);
        return new PoolUnavailableException(
            closed ? $"Attempted to check out a connection from closed connection pool: {address} is no part of the deployment any more."
                : $"Connection pool for {address} was cleared because another operation failed, and the server has not answered since.", closed);
    }

    private void Tell(PoolEventKind kind, Connection? connection = null, string? reason = null, long? id = null, long? since = null)
    {
        if (listener is not null)
            listener(new PoolEvent(kind, address.ToString(), connection?.Id ?? id, reason, since is { } start ? clock.GetElapsedTime(start) : null));
    }

    /// <summary>One in line: it gets a connection, or null for leave to open one.</summary>
    private sealed class Place(long asked) : TaskCompletionSource<Connection?>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public long Asked => asked;
    }
}
