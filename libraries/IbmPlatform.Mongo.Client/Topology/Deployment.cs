using IbmPlatform.Mongo.Client.Connections;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Topology;

/// <summary>
/// The servers behind a connection string: one, or the members of a replica set, discovered from what each says of the others
/// (Server Discovery and Monitoring specification). Operations go to the primary or to the single server.
/// </summary>
internal sealed class Deployment : IAsyncDisposable
{
    private readonly ConnectionFactory factory;
    private readonly Lock gate = new();
    private readonly Dictionary<ServerAddress, ServerNode> nodes = [];
    private readonly bool single;
    private TaskCompletionSource changed = NewSignal();
    private string? setName;
    private (ObjectId? ElectionId, long? SetVersion) newest;
    private Exception? misconfiguration;
    private ServerNode? selected;
    private bool started;
    private bool disposed;

    public Deployment(ConnectionFactory factory, IReadOnlyList<ServerAddress> seeds, bool inProcess)
    {
        this.factory = factory;
        single = inProcess || factory.Settings.DirectConnection == true;
        setName = factory.Settings.ReplicaSet;
        foreach (var seed in seeds)
            nodes[seed] = new ServerNode(factory, seed, ApplyAsync);
    }

    /// <summary>The server that takes reads and writes.</summary>
    /// <exception cref="MongoConnectionException">None was found within serverSelectionTimeoutMS.</exception>
    public ValueTask<ServerNode> SelectAsync(CancellationToken cancellationToken) =>
        Volatile.Read(ref selected) is { } node ? ValueTask.FromResult(node) : WaitForServerAsync(cancellationToken);

    /// <summary>The server of that address, where a cursor lives.</summary>
    public ServerNode Get(ServerAddress address)
    {
        lock (gate)
        {
            return nodes.GetValueOrDefault(address)
                ?? throw new MongoConnectionException($"{address} is no part of the deployment any more; a cursor on it is lost. Start the query again.");
        }
    }

    /// <summary>Takes a server out of selection until its monitor has asked it again.</summary>
    /// <param name="generation">The pool's generation that the fault came from: one of an older one says nothing new.</param>
    public async ValueTask SuspectAsync(ServerNode node, int generation, Exception why)
    {
        if (generation != node.Pool.Generation)
            return;
        await ApplyAsync(node, ServerDescription.Failed(why)).ConfigureAwait(false);
        node.RequestCheck();
    }

    public async ValueTask DisposeAsync()
    {
        List<ServerNode> all;
        lock (gate)
        {
            disposed = true;
            selected = null;
            all = [.. nodes.Values];
            nodes.Clear();
            Signal();
        }
        foreach (var node in all)
            await node.DisposeAsync().ConfigureAwait(false);
    }

    private async ValueTask<ServerNode> WaitForServerAsync(CancellationToken cancellationToken)
    {
        var patience = factory.Settings.ServerSelectionTimeout;
        using var limit = new CancellationTokenSource(patience, factory.Clock);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        while (true)
        {
            Task signal;
            lock (gate)
            {
                ObjectDisposedException.ThrowIf(disposed, typeof(MongoClient));
                if (selected is { } node)
                    return node;
                if (misconfiguration is not null)
                    throw new MongoConfigurationException(misconfiguration.Message, misconfiguration);
                signal = changed.Task;
                started = true;
                foreach (var one in nodes.Values)
                {
                    one.StartMonitor();
                    one.RequestCheck();
                }
            }
            try
            {
                await signal.WaitAsync(linked.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw NoServer(patience);
            }
        }
    }

    private MongoConnectionException NoServer(TimeSpan patience)
    {
        lock (gate)
        {
            var known = string.Join("; ", nodes.Values.Select(n => $"{n.Address}: {n.Description}"));
            return new MongoConnectionException(
                $"No {(setName is null ? "server" : $"primary of replica set '{setName}'")} was found within serverSelectionTimeoutMS={patience.TotalMilliseconds:0}. Known: {known}. Start the store, or correct the connection string.",
                nodes.Values.Select(n => n.Description.Error).FirstOrDefault(e => e is not null));
        }
    }

    private async ValueTask ApplyAsync(ServerNode node, ServerDescription description)
    {
        List<ServerNode> dropped = [];
        lock (gate)
        {
            if (disposed || !nodes.TryGetValue(node.Address, out var current) || current != node)
                return;
            node.Description = description;
            if (!single && description.Hello is { } hello)
                Learn(node, description, hello, dropped);
            selected = nodes.Values.FirstOrDefault(IsSelectable);
            Signal();
        }
        // Not awaited here: the caller may be the monitor of a server that is dropped, and disposing waits for it.
        foreach (var gone in dropped)
            _ = gone.DisposeAsync().AsTask();
        if (description.Error is not null)
            await node.Pool.ClearAsync(node.Pool.Generation).ConfigureAwait(false);
    }

    private void Learn(ServerNode node, ServerDescription description, HelloReply hello, List<ServerNode> dropped)
    {
        if (description.Kind == ServerKind.Router)
        {
            misconfiguration = new MongoConfigurationException($"{node.Address} is a mongos: sharded clusters are not supported. Connect to a replica set or a standalone.");
        }
        else if (hello.SetName is null)
        {
            // A standalone among several seeds, or where a set is asked for, is not part of it.
            if (nodes.Count > 1)
                Drop(node, dropped);
            else if (setName is not null && description.Kind == ServerKind.Standalone)
                misconfiguration = new MongoConfigurationException($"{node.Address} is no member of replica set '{setName}' but a standalone. Remove replicaSet from the connection string.");
        }
        else if (setName is not null && hello.SetName != setName)
        {
            if (nodes.Count == 1)
                misconfiguration = new MongoConfigurationException($"{node.Address} is a member of replica set '{hello.SetName}', not of '{setName}'.");
            else
                Drop(node, dropped);
        }
        else
        {
            setName = hello.SetName;
            LearnMembers(node, description, hello, dropped);
        }
    }

    private void LearnMembers(ServerNode node, ServerDescription description, HelloReply hello, List<ServerNode> dropped)
    {
        var members = hello.Members.ToHashSet();
        if (description.Kind == ServerKind.Primary)
        {
            if (IsStale(hello))
            {
                node.Description = ServerDescription.Failed(new MongoConnectionException($"{node.Address} calls itself primary, but a newer one was elected."));
                return;
            }
            foreach (var other in nodes.Values.Where(n => n != node && n.Description.Kind == ServerKind.Primary))
                other.Description = ServerDescription.NotAskedYet;
            // The primary's list is the truth: who is not in it has left.
            foreach (var gone in nodes.Values.Where(n => !members.Contains(n.Address)).ToList())
                Drop(gone, dropped);
        }
        foreach (var member in members.Where(m => !nodes.ContainsKey(m)))
        {
            var added = new ServerNode(factory, member, ApplyAsync);
            nodes[member] = added;
            if (started)
                added.StartMonitor();
        }
    }

    /// <summary>Elections are ordered by (electionId, setVersion); an old primary that is cut off still believes in itself.</summary>
    private bool IsStale(HelloReply hello)
    {
        if (hello.ElectionId is not { } election || hello.SetVersion is not { } version)
            return false;
        if (newest is ({ } knownElection, { } knownVersion)
            && (election < knownElection || election == knownElection && version < knownVersion))
            return true;
        newest = (election, version);
        return false;
    }

    private bool IsSelectable(ServerNode node) => misconfiguration is null && node.Description.Kind switch
    {
        ServerKind.Unknown => false,
        ServerKind.Primary => true,
        ServerKind.Standalone => single || setName is null && nodes.Count == 1,
        _ => single,
    };

    private void Drop(ServerNode node, List<ServerNode> dropped)
    {
        if (nodes.Remove(node.Address))
            dropped.Add(node);
    }

    private void Signal()
    {
        var old = changed;
        changed = NewSignal();
        old.SetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
