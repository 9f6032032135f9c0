using System.Collections.Immutable;
using IbmPlatform.Mongo.Client.Connections;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Topology;

/// <summary>What is known of a deployment at one moment (Server Discovery and Monitoring specification). It changes by being replaced.</summary>
internal sealed record TopologyDescription(TopologyKind Kind, ImmutableDictionary<ServerAddress, ServerDescription> Servers)
{
    public string? SetName { get; init; }

    public ObjectId? MaxElectionId { get; init; }

    public long? MaxSetVersion { get; init; }

    /// <summary>Whether the connection string named one server only.</summary>
    public bool OneSeed { get; init; }

    /// <summary>Why servers that the connection string names are no part of the deployment.</summary>
    public ImmutableList<string> Rejections { get; init; } = [];

    /// <summary>The server that speaks no wire version of this client, with the way out; null where all do.</summary>
    public string? Incompatibility => Servers.Values.Select(WireVersions.FaultOf).FirstOrDefault(f => f is not null);

    /// <summary>The least of the servers' that hold data; null where one of them has no sessions.</summary>
    public int? SessionTimeoutMinutes
    {
        get
        {
            var timeouts = Servers.Values.Where(s => s.HoldsData).Select(s => s.Hello?.SessionTimeoutMinutes).ToList();
            return timeouts.Contains(null) ? null : timeouts.Min();
        }
    }

    public static TopologyDescription Start(MongoSettings settings, IReadOnlyList<ServerAddress> seeds, bool inProcess) => new(
        inProcess || settings.DirectConnection ? TopologyKind.Single
            : settings.LoadBalanced ? TopologyKind.LoadBalanced
            : settings.ReplicaSet is not null ? TopologyKind.ReplicaSetNoPrimary : TopologyKind.Unknown,
        seeds.ToImmutableDictionary(s => s, s => settings.LoadBalanced && !inProcess ? ServerDescription.Balancer(s) : ServerDescription.NotAskedYet(s)))
    {
        SetName = settings.ReplicaSet,
        OneSeed = seeds.Count == 1,
    };

    /// <summary>The description after a server has answered or failed; one that is no part of it changes nothing.</summary>
    public TopologyDescription With(ServerDescription server) =>
        Servers.ContainsKey(server.Address) ? new TopologyUpdate(this).Apply(server) : this;
}
