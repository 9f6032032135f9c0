using System.Net.Sockets;
using System.Runtime.InteropServices;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Protocol.Wire;

namespace IbmPlatform.Mongo.Server.Connections;

/// <summary>
/// One client's connection over a plain socket that a <see cref="SocketPoller"/> watches. It is at rest or somebody's, who reads it, runs
/// what it reads and answers; news that come meanwhile are left to them.
/// </summary>
internal sealed class SocketConnection : IThreadPoolWorkItem, IDisposable
{
    // Beyond it a message is received by a thread of the pool, so that a large one keeps no other client waiting.
    private const int MaxReadByPoller = 64 * 1024;

    // A client that sends without waiting for answers is given to the pool after so many.
    private const int MaxAnswersByPoller = 16;

    private readonly Socket socket;
    private readonly Conversation conversation;
    private readonly SocketPoller poller;
    private readonly ServerState state;
    private readonly Action closed;
    private readonly Lock gate = new();
    private PooledBuffer received = new(4096);
    private WireMessage? next;
    private bool isDrained;
    // By whom it is made, until it is watched: nobody may close it before.
    private bool isOwned = true;
    private bool hasNews;
    private bool isLast;

    /// <param name="closed">Called once, when it has ended.</param>
    public SocketConnection(ClientSession session, Socket socket, SocketPoller poller, ServerState state, Action closed)
    {
        (this.socket, this.poller, this.state, this.closed) = (socket, poller, state, closed);
        Id = session.Id;
        conversation = new Conversation(session, state);
        socket.Blocking = false;
    }

    public long Id { get; }

    public SafeHandle Handle => socket.SafeHandle;

    /// <summary>Begins, once it is watched.</summary>
    public void Start()
    {
        if (!TryRest())
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <summary>There is something to read; the poller's thread calls, and goes on as soon as it can.</summary>
    public void OnReadable(bool last)
    {
        if (!TryOwn(last))
            return;
        isDrained = false;
        Proceed(isPoller: true);
    }

    /// <summary>Ends it, once the server is stopping: at once where it is at rest, else with the answer under way.</summary>
    public void Stop()
    {
        if (TryOwn(last: true))
            Dispose();
    }

    /// <summary>Closes it; for its owner, who keeps it, so that nobody begins with it again.</summary>
    public void Dispose()
    {
        poller.Forget(this);
        socket.Dispose();
        next?.Dispose();
        received.Dispose();
        closed();
    }

    void IThreadPoolWorkItem.Execute() => Proceed(isPoller: false);

    private bool TryOwn(bool last)
    {
        lock (gate)
        {
            isLast |= last;
            hasNews = isOwned;
            isOwned = true;
            return !hasNews;
        }
    }

    // False where there is news, which has to be read first.
    private bool TryRest()
    {
        lock (gate)
        {
            isOwned = hasNews;
            hasNews = false;
            isDrained = false;
            return !isOwned;
        }
    }

    private void Proceed(bool isPoller)
    {
        var answers = 0;
        try
        {
            do
            {
                while ((next ??= Take(isPoller)) is { } message)
                {
                    if (isPoller && (++answers > MaxAnswersByPoller || !BriefCommands.Include(message)))
                    {
                        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
                        return;
                    }

                    next = null;
                    var answered = AnswerAsync(message);
                    if (!answered.IsCompletedSuccessfully)
                    {
                        _ = GoOnAsync(answered);
                        return;
                    }
                }

                if (!isDrained)
                {
                    ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
                    return;
                }
            }
            while (!TryRest());
        }
        catch (Exception fault)
        {
            End(fault);
        }
    }

    private async Task GoOnAsync(ValueTask answered)
    {
        try
        {
            await answered.ConfigureAwait(false);
            next = WireMessage.TakeFirst(ref received);
            if (next is null && isDrained && TryRest())
                return;
            // This is the thread of whoever had the answer: the database's writer, who has others to answer.
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
        catch (Exception fault)
        {
            End(fault);
        }
    }

    // Null when all that has come was read, or, by the poller, when there is too much of it.
    private WireMessage? Take(bool isPoller)
    {
        while (true)
        {
            if (WireMessage.TakeFirst(ref received) is { } message)
                return message;
            if (isDrained || (isPoller && received.Length > MaxReadByPoller))
                return null;
            isDrained = !Receive();
        }
    }

    // False when nothing is left to read: then the poller tells of what comes.
    private bool Receive()
    {
        state.Stopping.ThrowIfCancellationRequested();
        var free = received.GetSpan();
        var count = socket.Receive(free, SocketFlags.None, out var fault);
        if (fault == SocketError.WouldBlock)
            return false;
        if (fault != SocketError.Success)
            throw new SocketException((int)fault);
        if (count == 0)
            throw new EndOfStreamException();
        received.Advance(count);
        // What ends the connection may have come with these bytes, and is not told of again.
        return count == free.Length || isLast;
    }

    private async ValueTask AnswerAsync(WireMessage message)
    {
        using var answer = await conversation.AnswerAsync(message).ConfigureAwait(false);
        if (answer is null)
            return;
        for (var rest = answer.WrittenMemory; rest.Length > 0;)
        {
            var count = socket.Send(rest.Span, SocketFlags.None, out var fault);
            if (fault == SocketError.WouldBlock)
                count = await socket.SendAsync(rest, state.Stopping).ConfigureAwait(false);
            else if (fault != SocketError.Success)
                throw new SocketException((int)fault);
            rest = rest[count..];
        }
    }

    private void End(Exception fault)
    {
        // The peer broke the protocol or went away, or the server stops: this connection ends, others go on.
        if (fault is not (IOException or SocketException or OperationCanceledException or ObjectDisposedException))
            state.Options.OnInternalError?.Invoke(fault);
        Dispose();
    }
}
