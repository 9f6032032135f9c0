namespace IbmPlatform.Mongo.Client.Connections;

/// <summary>What a pool does by itself: it opens minPoolSize connections, and closes those that have been idle for too long.</summary>
internal sealed partial class ConnectionPool
{
    private readonly CancellationTokenSource stop = new();
    private readonly SemaphoreSlim due = new(0, 1);
    private Task? maintenance;

    /// <summary>How long between two rounds, where nothing calls for one.</summary>
    public TimeSpan MaintenanceInterval { get; init; } = TimeSpan.FromSeconds(1);

    private bool NeedsMaintenance => settings.MinPoolSize > 0 || settings.MaxIdleTime != Timeout.InfiniteTimeSpan;

    private void Maintain()
    {
        if (!NeedsMaintenance || MaintenanceInterval < TimeSpan.Zero)
            return;
        lock (gate)
        {
            if (state == PoolState.Closed)
                return;
            maintenance ??= Task.Run(MaintainAsync);
            if (due.CurrentCount == 0)
                due.Release();
        }
    }

    private async ValueTask StopMaintenanceAsync()
    {
        await stop.CancelAsync().ConfigureAwait(false);
        if (maintenance is not null)
            await maintenance.ConfigureAwait(false);
    }

    private async Task MaintainAsync()
    {
        try
        {
            while (!stop.IsCancellationRequested)
            {
                CloseLongIdle();
                await FillAsync().ConfigureAwait(false);
                using var limit = new CancellationTokenSource(MaintenanceInterval, clock);
                using var linked = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stop.Token);
                await due.WaitAsync(linked.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The pool is closed.
            return;
        }
    }

    private void CloseLongIdle()
    {
        lock (gate)
        {
            while (idle.Count > 0 && StaleReason(idle[0]) is { } reason)
            {
                var first = idle[0];
                idle.RemoveAt(0);
                Close(first, reason);
            }
        }
    }

    private async ValueTask FillAsync()
    {
        while (CountOneMore())
        {
            try
            {
                var connection = await OpenAsync(stop.Token).ConfigureAwait(false);
                lock (gate)
                {
                    if (state != PoolState.Closed && connection.Generation == GenerationOf(connection))
                        idle.Insert(0, connection);
                    else
                        Close(connection, state == PoolState.Closed ? "poolClosed" : "stale");
                    ServeLine();
                }
            }
            catch (Exception) when (!stop.IsCancellationRequested)
            {
                // Whatever it was, the deployment has been told; the next round tries again once the server answers.
                return;
            }
        }
    }

    private bool CountOneMore()
    {
        lock (gate)
        {
            if (state != PoolState.Ready || total >= settings.MinPoolSize || opening >= settings.MaxConnecting)
                return false;
            total++;
            opening++;
            return true;
        }
    }
}
