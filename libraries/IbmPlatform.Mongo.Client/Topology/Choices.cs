using System.Collections.Concurrent;
using IbmPlatform.Mongo.Client.Connections;

namespace IbmPlatform.Mongo.Client.Topology;

/// <summary>Which servers a topology offers for each read preference: computed once for as long as the topology lasts.</summary>
internal sealed class Choices(TopologyDescription topology, IReadOnlyDictionary<ServerAddress, ServerNode> nodes, MongoSettings settings)
{
    private readonly ConcurrentDictionary<ReadPreference, ServerNode[]> known = new();

    /// <summary>A server that is fit, or null.</summary>
    public ServerNode? Find(ReadPreference preference, IReadOnlySet<ServerAddress>? avoided) =>
        LeastBusy(avoided is null ? known.GetOrAdd(preference, static (p, choices) => choices.Compute(p, null), this) : Compute(preference, avoided));

    /// <summary>Of two taken at random the less busy one: that spreads operations evenly, without a herd on the idlest (server selection specification).</summary>
    private static ServerNode? LeastBusy(ServerNode[] fit)
    {
        if (fit.Length < 2)
            return fit.Length == 0 ? null : fit[0];
        var one = Random.Shared.Next(fit.Length);
        var other = (one + 1 + Random.Shared.Next(fit.Length - 1)) % fit.Length;
        return fit[one].Pool.Load <= fit[other].Pool.Load ? fit[one] : fit[other];
    }

    private ServerNode[] Compute(ReadPreference preference, IReadOnlySet<ServerAddress>? avoided) =>
        [.. ServerSelector.Select(topology, preference, settings, avoided).Select(s => nodes[s.Address])];
}
