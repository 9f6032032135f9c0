using System.Collections.Immutable;
using System.Net.Sockets;
using IbmPlatform.Mongo.Client.Commands;
using IbmPlatform.Mongo.Client.Connections;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Topology;

/// <summary>
/// The servers behind a connection string: a standalone, the members of a replica set or the routers of a sharded cluster, kept as
/// the monitors' answers and the operations' faults tell (Server Discovery and Monitoring specification).
/// </summary>
internal sealed partial class Deployment : IAsyncDisposable
{
    private const long UnknownLifetime = -2;
    private readonly MongoClientOptions options;
    private readonly Lock gate = new();
    private readonly List<Task> departures = [];
    private ConnectionFactory factory;
    private ImmutableDictionary<ServerAddress, ServerNode> nodes = ImmutableDictionary<ServerAddress, ServerNode>.Empty;
    private TopologyDescription topology;
    private TaskCompletionSource changed = NewSignal();
    private Choices choices;
    private long sessionLifetime = UnknownLifetime;
    private bool started;
    private bool disposed;

    public Deployment(MongoSettings settings, MongoClientOptions options)
    {
        this.options = options;
        factory = new ConnectionFactory(settings, options);
        isSeeded = settings.Srv is null || options.StreamFactory is not null;
        var inProcess = options.StreamFactory is not null;
        topology = TopologyDescription.Start(settings, inProcess ? [ServerAddress.InProcess] : settings.Seeds, inProcess);
        choices = Adopt(topology);
    }

    public TopologyDescription Topology => Volatile.Read(ref topology);

    /// <summary>How long the servers remember a session after its last use: by the one that forgets first; null where none is known or one has no sessions.</summary>
    public TimeSpan? SessionLifetime => Volatile.Read(ref sessionLifetime) is var minutes and not UnknownLifetime
        ? minutes < 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromMinutes(minutes) : null;

    /// <summary>Whether such a server is known right now.</summary>
    public bool HasServerFor(ReadPreference preference) => Volatile.Read(ref choices).Find(preference, avoided: null) is not null;

    /// <summary>A server for operations of that preference; a write prefers the primary.</summary>
    /// <param name="avoided">Servers to take only where there is no other.</param>
    /// <exception cref="MongoConnectionException">None was found within serverSelectionTimeoutMS.</exception>
    public ValueTask<ServerNode> SelectAsync(ReadPreference preference, IReadOnlySet<ServerAddress>? avoided, CancellationToken cancellationToken) =>
        Volatile.Read(ref choices).Find(preference, avoided) is { } node ? ValueTask.FromResult(node) : WaitForServerAsync(preference, avoided, cancellationToken);

    /// <summary>The server of that address, where a cursor lives.</summary>
    public ServerNode Get(ServerAddress address)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(disposed, typeof(MongoClient));
            return nodes.GetValueOrDefault(address)
                ?? throw new MongoConnectionException($"{address} is no part of the deployment any more; a cursor on it is lost. Start the query again.");
        }
    }

    /// <summary>Takes in what a server answered, or that it did not. What is older than what is known, or of no server of the deployment, changes nothing.</summary>
    public void Apply(ServerDescription description)
    {
        lock (gate)
        {
            if (!IsNews(description.Address, description.Version, orSame: true))
                return;
            var next = topology.With(description);
            // The pool lends before the server can be chosen: who chooses it does so without this lock, and must not find it paused.
            if ((description.HoldsData || next.Kind == TopologyKind.Single && description.Kind != ServerKind.Unknown)
                && next.Servers.ContainsKey(description.Address))
                nodes[description.Address].Pool.Ready();
            Replace(next);
            if (!nodes.TryGetValue(description.Address, out var node))
                return;
            // Where the server does not even answer its monitor, whoever waits for it need not wait any longer.
            if (description.Error is { } fault)
                node.Pool.Clear(node.Pool.Generation, interrupt: IsTimeout(fault));
        }
    }

    /// <summary>Takes in what an operation met with.</summary>
    /// <param name="generation">The pool's generation of its connection: a fault of an older one says nothing new.</param>
    /// <param name="service">Behind a load balancer the service that its connection leads to; null as long as it is not known.</param>
    public void Report(ServerAddress address, FaultStage stage, int generation, Exception fault, ObjectId? service = null)
    {
        lock (gate)
        {
            if (!nodes.TryGetValue(address, out var node))
                return;
            if (topology.Kind == TopologyKind.LoadBalanced)
            {
                // One of many servers failed, not the load balancer: only what leads to that one is cleared.
                if (service is { } one && (fault is MongoCommandException refused ? ServerErrors.IsShutdown(refused) : TellsOfServer(stage, fault)))
                    node.Pool.ClearService(one, generation);
                return;
            }
            if (generation < node.Pool.Generation)
                return;
            if (fault is MongoCommandException command && ServerErrors.IsStateChange(command))
            {
                var version = TopologyVersion.Of(command.Reply);
                if (!IsNews(address, version, orSame: false))
                    return;
                Replace(topology.With(ServerDescription.Failed(address, fault, version)));
                if (ServerErrors.IsShutdown(command))
                    node.Pool.Clear(generation);
                // A server that orders its words answers its monitor by itself; of one that does not, it has to ask anew.
                if (version is null)
                    node.StopAwaiting();
                node.RequestCheck();
            }
            else if (TellsOfServer(stage, fault))
            {
                Replace(topology.With(ServerDescription.Failed(address, fault)));
                node.Pool.Clear(generation);
                node.StopAwaiting();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        lock (gate)
        {
            if (disposed)
                return;
            disposed = true;
            departures.AddRange(nodes.Values.Select(n => n.DisposeAsync().AsTask()));
            Replace(topology with { Servers = topology.Servers.Clear() });
        }
        await StopPollingAsync().ConfigureAwait(false);
        await Task.WhenAll(departures).ConfigureAwait(false);
    }

    private async ValueTask<ServerNode> WaitForServerAsync(ReadPreference preference, IReadOnlySet<ServerAddress>? avoided, CancellationToken cancellationToken)
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
                if (isSeeded)
                    RefuseMisconfiguration();
                if (choices.Find(preference, avoided) is { } node)
                    return node;
                signal = changed.Task;
                started = true;
                if (topology.Kind != TopologyKind.LoadBalanced)
                    AskAll();
            }
            try
            {
                if (await SeedAsync(linked.Token).ConfigureAwait(false))
                    continue;
                await signal.WaitAsync(linked.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw NoServer(preference, patience);
            }
        }
    }

    private void AskAll()
    {
        foreach (var one in nodes.Values)
        {
            one.StartMonitor();
            one.RequestCheck();
        }
    }

    /// <summary>What waiting does not mend is told at once.</summary>
    private void RefuseMisconfiguration()
    {
        if (topology.Servers.IsEmpty && topology.Rejections.Count > 0)
            throw new MongoConfigurationException($"No server of the connection string can be used. {string.Join(' ', topology.Rejections)}");
        if (topology.Incompatibility is { } incompatible)
            throw new MongoConfigurationException(incompatible);
        if (topology.Kind == TopologyKind.Single && topology.Servers.Values.Select(s => s.Error).OfType<MongoConfigurationException>().FirstOrDefault() is { } fault)
            throw new MongoConfigurationException(fault.Message, fault);
    }

    private MongoConnectionException NoServer(ReadPreference preference, TimeSpan patience)
    {
        var now = Topology;
        var wanted = preference.Mode == ReadPreferenceMode.Primary ? now.SetName is null ? "server" : "primary" : $"server for {preference}";
        var known = string.Join("; ", now.Servers.Values.Select(s => $"{s.Address}: {s}").Concat(now.Rejections));
        return new MongoConnectionException(
            $"No {wanted}{(now.SetName is null ? "" : $" of replica set '{now.SetName}'")} was found within serverSelectionTimeoutMS={patience.TotalMilliseconds:0}. Known: {known}. Start the store, or correct the connection string.",
            now.Servers.Values.Select(s => s.Error).FirstOrDefault(e => e is not null));
    }

    /// <summary>
    /// A broken connection tells that the server is gone; a slow answer tells only that it is slow, and a slow start that it is busy.
    /// Whatever else stops a connection from opening, such as its user's password, stops the next as well.
    /// </summary>
    private static bool TellsOfServer(FaultStage stage, Exception fault) =>
        !IsTimeout(fault) && (stage == FaultStage.Opening || fault is IOException or SocketException);

    private static bool IsTimeout(Exception fault) => fault is TimeoutException || fault.InnerException is TimeoutException or OperationCanceledException;

    private bool IsNews(ServerAddress address, TopologyVersion? version, bool orSame) =>
        !disposed && topology.Servers.TryGetValue(address, out var known)
        && TopologyVersion.Compare(known.Version, version) is var order && (orSame ? order <= 0 : order < 0);

    private void Replace(TopologyDescription next)
    {
        var before = topology;
        Volatile.Write(ref choices, Adopt(next));
        foreach (var (address, server) in next.Servers)
        {
            // Who is no longer primary because another is will soon say what it is now.
            if (server.Kind != ServerKind.Unknown || before.Servers.GetValueOrDefault(address)?.Kind != ServerKind.Primary)
                continue;
            if (server.Version is null)
                nodes[address].StopAwaiting();
            nodes[address].RequestCheck();
        }
        var old = changed;
        changed = NewSignal();
        old.SetResult();
    }

    private Choices Adopt(TopologyDescription next)
    {
        foreach (var (address, gone) in nodes)
        {
            // Not awaited here: the caller may be the monitor of a server that is dropped, and disposing waits for it.
            if (!next.Servers.ContainsKey(address) && !disposed)
                departures.Add(gone.DisposeAsync().AsTask());
        }
        var kept = nodes.RemoveRange(nodes.Keys.Where(a => !next.Servers.ContainsKey(a)));
        nodes = kept.AddRange(next.Servers.Keys.Where(a => !kept.ContainsKey(a)).Select(a => KeyValuePair.Create(a, NewNode(a))));
        Volatile.Write(ref topology, next);
        Volatile.Write(ref sessionLifetime, next.Kind == TopologyKind.LoadBalanced ? Timeout.Infinite : next.SessionTimeoutMinutes ?? UnknownLifetime);
        return new Choices(next, nodes, factory.Settings);
    }

    private ServerNode NewNode(ServerAddress address)
    {
        var node = new ServerNode(factory, address, Apply, (at, fault, generation) => Report(at.Address, FaultStage.Opening, generation, fault));
        if (factory.Settings.LoadBalanced && options.StreamFactory is null)
            node.Pool.Ready();
        else if (started)
            node.StartMonitor();
        return node;
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
