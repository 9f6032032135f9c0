using IbmPlatform.Mongo.Client.Commands;
using IbmPlatform.Mongo.Client.Connections;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client;

/// <summary>
/// Operations that belong together: with causal consistency, reads see what was read or written before in the session, on whichever
/// server. For one caller at a time. It has no transactions. Start it with <see cref="MongoClient.StartSession"/>, use it through
/// <see cref="MongoCollection{T}.WithSession"/>, dispose it when done.
/// </summary>
public sealed class ClientSession : IDisposable
{
    private readonly CommandExecutor owner;
    private ServerSession? server;
    private bool ended;

    internal ClientSession(CommandExecutor owner, ClientSessionOptions options, bool isImplicit = false)
    {
        this.owner = owner;
        IsImplicit = isImplicit;
        IsCausallyConsistent = !isImplicit && options.CausalConsistency;
    }

    /// <summary>Whether reads wait for what the session has seen.</summary>
    public bool IsCausallyConsistent { get; }

    /// <summary>What the server knows it by, as commands carry it; null before the first operation.</summary>
    public BsonDocument? Id => server is null ? null : new BsonDocument("id", new BsonBinary(server.Id.ToByteArray(bigEndian: true), BsonBinary.Uuid));

    /// <summary>The latest time of the cluster at which an operation of the session took place; null where none was told.</summary>
    public BsonTimestamp? OperationTime { get; private set; }

    /// <summary>The highest cluster time that the client has seen, to be handed to <see cref="AdvanceClusterTime"/> of another client's session.</summary>
    public BsonDocument? ClusterTime => owner.ClusterClock.Latest;

    /// <summary>Whether it belongs to one operation and its cursor, and nobody asked for it.</summary>
    internal bool IsImplicit { get; }

    /// <summary>Whether a command of it was lost on the way.</summary>
    internal bool IsDirty => server?.IsDirty == true;

    /// <summary>Makes reads wait for what another session has seen; an earlier time changes nothing.</summary>
    public void AdvanceOperationTime(BsonTimestamp time)
    {
        if (OperationTime is null || OperationTime.Value < time.Value)
            OperationTime = time;
    }

    /// <summary>Takes in what another client's session tells as its <see cref="ClusterTime"/>.</summary>
    public void AdvanceClusterTime(BsonDocument clusterTime)
    {
        if (clusterTime.Find("clusterTime") is not BsonTimestamp)
            throw new ArgumentException("A cluster time has a field clusterTime of type timestamp; hand on what another session gave.", nameof(clusterTime));
        owner.ClusterClock.Observe(new RawBsonDocument(clusterTime.ToBytes()));
    }

    /// <summary>Ends it; operations in it are refused from now on.</summary>
    public void Dispose()
    {
        if (ended)
            return;
        ended = true;
        if (server is not null)
            owner.Sessions.Return(server);
    }

    internal ServerSession Acquire() => server ??= owner.Sessions.Take();

    internal void RequireUsable(CommandExecutor executor)
    {
        ObjectDisposedException.ThrowIf(ended, this);
        if (!ReferenceEquals(executor, owner))
            throw new InvalidOperationException("The session belongs to another MongoClient: use the client that started it.");
    }
}
