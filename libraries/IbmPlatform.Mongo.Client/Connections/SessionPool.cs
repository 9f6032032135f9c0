namespace IbmPlatform.Mongo.Client.Connections;

/// <summary>Sessions waiting to be used again; those near the server's time-out are let go.</summary>
internal sealed class SessionPool(TimeProvider clock)
{
    /// <summary>A server forgets a session 30 minutes after its last use; one minute is left for the way.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(29);

    private readonly Stack<ServerSession> idle = new();
    private readonly Lock gate = new();

    public ServerSession Take()
    {
        lock (gate)
        {
            while (idle.TryPop(out var session))
            {
                if (clock.GetElapsedTime(session.LastUsed) < Lifetime)
                    return session;
            }
        }
        return new ServerSession(clock.GetTimestamp());
    }

    public void Return(ServerSession session)
    {
        if (session.IsDirty)
            return;
        session.LastUsed = clock.GetTimestamp();
        lock (gate)
            idle.Push(session);
    }
}
