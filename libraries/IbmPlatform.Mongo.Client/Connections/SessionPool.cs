namespace IbmPlatform.Mongo.Client.Connections;

/// <summary>
/// Server sessions waiting to be used again, the last used first (driver sessions specification). Those that the server is about to
/// forget are let go, and so are those whose last command was lost on the way.
/// </summary>
/// <param name="clock">Tells how long a session was not used.</param>
/// <param name="lifetime">How long the servers remember a session after its last use; infinite behind a load balancer, null where no server is known.</param>
internal sealed class SessionPool(TimeProvider clock, Func<TimeSpan?> lifetime)
{
    /// <summary>Left for the way to the server.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    // The least recently used stand first.
    private readonly LinkedList<ServerSession> idle = new();
    private readonly Lock gate = new();

    public int Count
    {
        get
        {
            lock (gate)
                return idle.Count;
        }
    }

    public ServerSession Take()
    {
        lock (gate)
        {
            while (idle.Last is { } last)
            {
                idle.RemoveLast();
                if (!IsNearItsEnd(last.Value))
                    return last.Value;
            }
        }
        return new ServerSession(clock.GetTimestamp());
    }

    public void Return(ServerSession session)
    {
        session.LastUsed = clock.GetTimestamp();
        lock (gate)
        {
            while (idle.First is { } first && IsNearItsEnd(first.Value))
                idle.RemoveFirst();
            if (!session.IsDirty)
                idle.AddLast(session.Place);
        }
    }

    /// <summary>Empties the pool.</summary>
    public IReadOnlyList<Guid> Drain()
    {
        lock (gate)
        {
            List<Guid> ids = [.. idle.Select(s => s.Id)];
            idle.Clear();
            return ids;
        }
    }

    private bool IsNearItsEnd(ServerSession session) =>
        lifetime() is { } time && time != Timeout.InfiniteTimeSpan && clock.GetElapsedTime(session.LastUsed) > time - Margin;
}
