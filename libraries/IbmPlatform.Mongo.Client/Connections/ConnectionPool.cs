namespace IbmPlatform.Mongo.Client.Connections;

/// <summary>
/// The connections to one server. The last one returned is lent first, so that unneeded ones grow idle and are closed.
/// Clearing raises the generation: connections of an older one are closed instead of lent.
/// </summary>
internal sealed class ConnectionPool(ConnectionFactory factory, ServerAddress address) : IAsyncDisposable
{
    private readonly SemaphoreSlim places = new(factory.Settings.MaxPoolSize);
    private readonly Stack<Connection> idle = new();
    private readonly Lock gate = new();
    private int generation;
    private bool disposed;

    public int Generation => Volatile.Read(ref generation);

    /// <summary>Lends a connection; give it back with <see cref="ReturnAsync"/>.</summary>
    /// <exception cref="MongoTimeoutException">All are lent, and none came back within waitQueueTimeoutMS.</exception>
    public async ValueTask<Connection> TakeAsync(CancellationToken cancellationToken)
    {
        if (!places.Wait(0, cancellationToken))
            await WaitForPlaceAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            while (TryPop() is { } connection)
            {
                if (IsUsable(connection))
                    return connection;
                await connection.DisposeAsync().ConfigureAwait(false);
            }
            return await factory.OpenAsync(address, Generation, authenticate: true, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            places.Release();
            throw;
        }
    }

    public async ValueTask ReturnAsync(Connection connection)
    {
        connection.IdleSince = factory.Clock.GetTimestamp();
        if (!TryPush(connection))
            await connection.DisposeAsync().ConfigureAwait(false);
        places.Release();
    }

    /// <summary>Closes what is idle, and what is lent once it comes back. Only the first of those that broke together clears.</summary>
    public async ValueTask ClearAsync(int seenGeneration)
    {
        List<Connection> stale;
        lock (gate)
        {
            if (seenGeneration != generation)
                return;
            generation++;
            stale = [.. idle];
            idle.Clear();
        }
        foreach (var connection in stale)
            await connection.DisposeAsync().ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        lock (gate)
            disposed = true;
        await ClearAsync(Generation).ConfigureAwait(false);
    }

    private async ValueTask WaitForPlaceAsync(CancellationToken cancellationToken)
    {
        var patience = factory.Settings.WaitQueueTimeout;
        using var limit = new CancellationTokenSource(patience, factory.Clock);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await places.WaitAsync(linked.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new MongoTimeoutException(
                $"All {factory.Settings.MaxPoolSize} connections to {address} are in use, and none came free within waitQueueTimeoutMS={patience.TotalMilliseconds:0}. Raise maxPoolSize, or look for operations that hang.");
        }
    }

    private Connection? TryPop()
    {
        lock (gate)
            return idle.TryPop(out var connection) ? connection : null;
    }

    private bool TryPush(Connection connection)
    {
        lock (gate)
        {
            if (disposed || connection.IsBroken || connection.Generation != generation)
                return false;
            idle.Push(connection);
            return true;
        }
    }

    private bool IsUsable(Connection connection) =>
        !connection.IsBroken && connection.Generation == Generation
        && (factory.Settings.MaxIdleTime == Timeout.InfiniteTimeSpan
            || factory.Clock.GetElapsedTime(connection.IdleSince) < factory.Settings.MaxIdleTime);
}
