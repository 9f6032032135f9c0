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
    /// <param name="open">What is done with the stream before the first message, on the connection's own time; null for nothing.</param>
    public void Begin(Stream stream, bool isLocal, Func<Stream, CancellationToken, ValueTask<Stream>>? open = null)
    {
        if (running.Count >= state.Options.MaxConnections)
        {
            state.Options.OnInternalError?.Invoke(new InvalidOperationException(
                $"A connection was refused: {state.Options.MaxConnections} are open, which is the limit."));
            stream.Dispose();
            return;
        }

        var id = Interlocked.Increment(ref lastId);
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        running[id] = started.Task;
        _ = RunAsync(new ClientSession(id, isLocal), stream, open, started);
    }

    public async ValueTask DisposeAsync() => await Task.WhenAll(running.Values).ConfigureAwait(false);

    private async Task RunAsync(
        ClientSession session, Stream stream, Func<Stream, CancellationToken, ValueTask<Stream>>? open, TaskCompletionSource done)
    {
        try
        {
            await Task.Yield();
            if (open is not null)
                stream = await open(stream, state.Stopping).ConfigureAwait(false);
            await new ClientConnection(session, stream, state).RunAsync().ConfigureAwait(false);
        }
        catch (IOException)
        {
            // It went away, or was turned away, before its first message.
        }
        catch (Exception fault)
        {
            state.Options.OnInternalError?.Invoke(fault);
        }
        finally
        {
            running.TryRemove(session.Id, out _);
            done.SetResult();
        }
    }
}
