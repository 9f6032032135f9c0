using System.Collections.Concurrent;
using IbmPlatform.Mongo.Server.Storage;

namespace IbmPlatform.Mongo.Server.Connections;

/// <summary>
/// Threads that wait for what clients send on plain sockets, and begin with it themselves. One that has read writes goes on to carry
/// them out, without waking another; one always remains that waits.
/// </summary>
internal sealed class SocketPoller(Action<Exception>? onInternalError) : IAsyncDisposable
{
    private const int MaxEvents = 64;

    private readonly Epoll epoll = new();
    private readonly ConcurrentDictionary<long, SocketConnection> connections = new();
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int waiting;
    private int threads;
    private volatile bool isStopping;

    public static bool IsSupported => Epoll.IsSupported;

    /// <summary>Hands it on whenever its client has sent something, until it is closed.</summary>
    public void Watch(SocketConnection connection)
    {
        if (Volatile.Read(ref threads) == 0)
            StartThread();
        connections[connection.Id] = connection;
        epoll.Watch(connection.Handle, connection.Id);
    }

    public void Forget(SocketConnection connection) => connections.TryRemove(connection.Id, out _);

    /// <summary>Ends the threads; every connection has to be closed before.</summary>
    public async ValueTask DisposeAsync()
    {
        isStopping = true;
        epoll.WakeAll();
        if (Volatile.Read(ref threads) > 0)
            await ended.Task.ConfigureAwait(false);
        epoll.Dispose();
    }

    private void StartThread()
    {
        Interlocked.Increment(ref threads);
        Interlocked.Increment(ref waiting);
        new Thread(Run) { IsBackground = true, Name = "socket reader" }.Start();
    }

    private void Run()
    {
        var burst = WriteBurst.Gather();
        Span<SocketNews> news = new SocketNews[MaxEvents];
        while (!isStopping)
        {
            try
            {
                Read(news[..epoll.Wait(news)]);
            }
            finally
            {
                Write(burst);
            }
        }

        if (Interlocked.Decrement(ref threads) == 0)
            ended.SetResult();
    }

    private void Read(ReadOnlySpan<SocketNews> news)
    {
        foreach (var (id, isLast) in news)
        {
            if (connections.TryGetValue(id, out var connection))
                connection.OnReadable(isLast);
        }
    }

    private void Write(WriteBurst burst)
    {
        if (burst.IsEmpty)
            return;
        if (Interlocked.Decrement(ref waiting) == 0)
            StartThread();
        try
        {
            burst.Run();
        }
        catch (Exception fault)
        {
            onInternalError?.Invoke(fault);
        }

        Interlocked.Increment(ref waiting);
    }
}
