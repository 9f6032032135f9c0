using System.Collections.Concurrent;
using System.Net.Sockets;

namespace IbmPlatform.Mongo.Server.Connections;

/// <summary>The connections that are open.</summary>
internal sealed class ConnectionSet(ServerState state) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<int, Task> running = new();
    private readonly ConcurrentDictionary<long, SocketConnection> polled = new();
    private readonly SocketPoller? poller = SocketPoller.IsSupported ? new SocketPoller(state.Options.OnInternalError) : null;
    private readonly ConcurrentDictionary<int, ClientSession> sessions = new();
    private int lastId;

    public int Count => running.Count;

    public IEnumerable<ClientSession> Sessions => sessions.Values;

    public int TotalCreated => Volatile.Read(ref lastId);

    /// <param name="isLocal">True for a client on this machine.</param>
    /// <param name="open">What is done with the stream before the first message, on the connection's own time; null for nothing.</param>
    /// <param name="peer">The socket below the stream; null for none.</param>
    public void Begin(Stream stream, bool isLocal, Func<Stream, CancellationToken, ValueTask<Stream>>? open = null, Socket? peer = null)
    {
        if (TryEnter(stream, isLocal) is not var (session, done))
            return;
        session.Peer = peer;
        _ = RunAsync(session, stream, open, done);
    }

    /// <param name="socket">Carries the protocol as it is.</param>
    public void BeginPlain(Socket socket, bool isLocal)
    {
        if (poller is null)
        {
            Begin(new NetworkStream(socket, ownsSocket: true), isLocal, (stream, _) => ValueTask.FromResult<Stream>(new ReadAheadStream(stream)), socket);
            return;
        }

        if (TryEnter(socket, isLocal) is not var (session, done))
            return;
        session.Peer = socket;
        var connection = new SocketConnection(session, socket, poller, state, () =>
        {
            polled.TryRemove(session.Id, out _);
            Leave(session, done);
        });
        polled[connection.Id] = connection;
        try
        {
            poller.Watch(connection);
        }
        catch (IOException fault)
        {
            // The operating system watches no more sockets: this client is turned away, others get in once there is room.
            state.Options.OnInternalError?.Invoke(fault);
            connection.Dispose();
            return;
        }

        connection.Start();
        // A stop that came before it was among them has not reached it.
        if (state.Stopping.IsCancellationRequested)
            connection.Stop();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in polled.Values)
            connection.Stop();
        await Task.WhenAll(running.Values).ConfigureAwait(false);
        if (poller is not null)
            await poller.DisposeAsync().ConfigureAwait(false);
    }

    private (ClientSession Session, TaskCompletionSource Done)? TryEnter(IDisposable connection, bool isLocal)
    {
        if (running.Count >= state.Options.MaxConnections)
        {
            state.Options.OnInternalError?.Invoke(new InvalidOperationException(
                $"A connection was refused: {state.Options.MaxConnections} are open, which is the limit."));
            connection.Dispose();
            return null;
        }

        var session = new ClientSession(Interlocked.Increment(ref lastId), isLocal);
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        running[session.Id] = done.Task;
        sessions[session.Id] = session;
        return (session, done);
    }

    private void Leave(ClientSession session, TaskCompletionSource done)
    {
        sessions.TryRemove(session.Id, out _);
        running.TryRemove(session.Id, out _);
        done.SetResult();
    }

    private async Task RunAsync(
        ClientSession session, Stream stream, Func<Stream, CancellationToken, ValueTask<Stream>>? open, TaskCompletionSource done)
    {
        try
        {
            // Whatever context the client's thread has, of which it may be the only thread.
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            if (open is not null)
                stream = await open(stream, state.Stopping).ConfigureAwait(false);
            await new StreamConnection(session, stream, state, isWithin: open is null).RunAsync().ConfigureAwait(false);
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
            Leave(session, done);
        }
    }
}
