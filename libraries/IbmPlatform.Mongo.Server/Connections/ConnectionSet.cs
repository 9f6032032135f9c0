using System.Collections.Concurrent;

namespace IbmPlatform.Mongo.Server.Connections;

/// <summary>The connections that are open.</summary>
internal sealed class ConnectionSet(ServerState state) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<int, Task> running = new();
    private int lastId;

    public int Count => running.Count;

    public int TotalCreated => Volatile.Read(ref lastId);

    /// <param name="isLocal">True for a client on this machine.</param>
    public void Begin(Stream stream, bool isLocal)
    {
        if (running.Count >= state.Options.MaxConnections)
        {
            state.Options.OnInternalError?.Invoke(new InvalidOperationException(
                $"A connection was refused: {state.Options.MaxConnections} are open, which is the limit."));
            stream.Dispose();
            return;
        }

        var id = Interlocked.Increment(ref lastId);
        var connection = new ClientConnection(new ClientSession(id, isLocal), stream, state);
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        running[id] = started.Task;
        _ = RunAsync(connection, id, started);
    }

    public async ValueTask DisposeAsync() => await Task.WhenAll(running.Values).ConfigureAwait(false);

    private async Task RunAsync(ClientConnection connection, int id, TaskCompletionSource done)
    {
        try
        {
            await Task.Yield();
            await connection.RunAsync().ConfigureAwait(false);
        }
        catch (Exception fault)
        {
            state.Options.OnInternalError?.Invoke(fault);
        }
        finally
        {
            running.TryRemove(id, out _);
            done.SetResult();
        }
    }
}
