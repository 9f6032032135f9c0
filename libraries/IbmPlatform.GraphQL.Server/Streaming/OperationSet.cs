namespace IbmPlatform.GraphQL.Server.Streaming;

/// <summary>The operations that run over one connection, by the ids that the client gives them.</summary>
internal sealed class OperationSet(int maximum, CancellationToken connection) : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, CancellationTokenSource> _byId = [];
    private readonly HashSet<Task> _running = [];
    private bool _closed;

    /// <summary>What became of a start.</summary>
    public enum Start
    {
        Started,
        IdTaken,
        Full,
    }

    /// <summary>Starts an operation. An id is free again once its operation has ended or was stopped; the room that it takes, once it has ended.</summary>
    public Start TryStart(string id, Func<CancellationToken, Task> run)
    {
        lock (_gate)
        {
            if (_byId.ContainsKey(id)) return Start.IdTaken;
            if (_running.Count >= maximum || _closed) return Start.Full;
            var stop = CancellationTokenSource.CreateLinkedTokenSource(connection);
            _byId.Add(id, stop);
            // Outside of the lock and of the caller, who goes on reading messages.
            var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _running.Add(ended.Task);
            _ = Task.Run(() => RunAsync(id, stop, run, ended), CancellationToken.None);
            return Start.Started;
        }
    }

    /// <summary>Stops an operation; one that has ended is stopped already.</summary>
    public bool Stop(string id)
    {
        CancellationTokenSource? stop;
        lock (_gate)
        {
            if (!_byId.Remove(id, out stop)) return false;
        }

        // Whoever takes the id off the list disposes its source.
        stop.Cancel();
        stop.Dispose();
        return true;
    }

    /// <summary>Stops all and waits until each has ended.</summary>
    public async ValueTask DisposeAsync()
    {
        List<string> ids;
        Task[] running;
        lock (_gate)
        {
            _closed = true;
            ids = [.. _byId.Keys];
            running = [.. _running];
        }

        foreach (var id in ids) Stop(id);
        await Task.WhenAll(running).ConfigureAwait(false);
    }

    private async Task RunAsync(string id, CancellationTokenSource stop, Func<CancellationToken, Task> run, TaskCompletionSource ended)
    {
        // A cancelled operation has nobody to answer; a failed one has told its client.
        await run(stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (_gate)
        {
            // The id may have been given to another operation since.
            if (_byId.TryGetValue(id, out var current) && current == stop)
            {
                _byId.Remove(id);
                stop.Dispose();
            }

            _running.Remove(ended.Task);
        }

        ended.SetResult();
    }
}
