namespace IbmPlatform.Mongo.Client.Connections;

/// <summary>A server's session: within it transaction numbers make a repeated write recognisable.</summary>
internal sealed class ServerSession
{
    public ServerSession(long lastUsed)
    {
        LastUsed = lastUsed;
        Place = new LinkedListNode<ServerSession>(this);
    }

    public Guid Id { get; } = Guid.NewGuid();

    public long TransactionNumber { get; set; }

    public long LastUsed { get; set; }

    /// <summary>After a network fault the session may still be busy on the server, so it is not lent again.</summary>
    public bool IsDirty { get; set; }

    /// <summary>Its place in the pool, kept so that waiting there allocates nothing.</summary>
    public LinkedListNode<ServerSession> Place { get; }
}
