using IbmPlatform.Mongo.Client.Connections;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Topology;

/// <summary>Which servers may take an operation (server selection and max staleness specifications). A write goes where a read of the primary goes.</summary>
internal static class ServerSelector
{
    /// <summary>The least that a lag can be told from: a primary without writes makes one itself that often.</summary>
    private static readonly TimeSpan IdleWritePeriod = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LeastStaleness = TimeSpan.FromSeconds(90);

    /// <summary>The servers that are fit, and of those the ones no slower than the nearest by more than the threshold.</summary>
    public static IReadOnlyList<ServerDescription> Select(
        TopologyDescription topology, ReadPreference preference, MongoSettings settings, IReadOnlySet<ServerAddress>? avoided = null) =>
        Near(Suitable(topology, preference, settings.HeartbeatInterval, avoided), settings.LocalThreshold);

    /// <summary>The servers that are fit; those to avoid only where no other is.</summary>
    public static IReadOnlyList<ServerDescription> Suitable(
        TopologyDescription topology, ReadPreference preference, TimeSpan heartbeat, IReadOnlySet<ServerAddress>? avoided = null)
    {
        if (avoided is { Count: > 0 })
        {
            var others = Suitable(topology, [.. topology.Servers.Values.Where(s => !avoided.Contains(s.Address))], preference, heartbeat);
            if (others.Count > 0)
                return others;
        }
        return Suitable(topology, [.. topology.Servers.Values], preference, heartbeat);
    }

    /// <summary>Those within the threshold of the fastest.</summary>
    public static IReadOnlyList<ServerDescription> Near(IReadOnlyList<ServerDescription> suitable, TimeSpan threshold)
    {
        if (suitable.Count < 2)
            return suitable;
        var limit = suitable.Min(s => s.RoundTrip) + threshold;
        return [.. suitable.Where(s => s.RoundTrip <= limit)];
    }

    private static List<ServerDescription> Suitable(
        TopologyDescription topology, List<ServerDescription> servers, ReadPreference preference, TimeSpan heartbeat) => topology.Kind switch
        {
            TopologyKind.Unknown => [],
            TopologyKind.Single => [.. servers.Where(s => s.Kind != ServerKind.Unknown)],
            TopologyKind.LoadBalanced => servers,
            TopologyKind.Sharded => [.. servers.Where(s => s.Kind == ServerKind.Router)],
            _ => OfReplicaSet(servers, preference, heartbeat),
        };

    private static List<ServerDescription> OfReplicaSet(List<ServerDescription> servers, ReadPreference preference, TimeSpan heartbeat)
    {
        RefuseSmallStaleness(preference, heartbeat);
        List<ServerDescription> primary = [.. servers.Where(s => s.Kind == ServerKind.Primary)];
        List<ServerDescription> secondaries = [.. servers.Where(s => s.Kind == ServerKind.Secondary)];
        return preference.Mode switch
        {
            ReadPreferenceMode.Primary => primary,
            ReadPreferenceMode.PrimaryPreferred => primary.Count > 0 ? primary : Narrow(secondaries),
            ReadPreferenceMode.Secondary => Narrow(secondaries),
            ReadPreferenceMode.SecondaryPreferred => Narrow(secondaries) is { Count: > 0 } fit ? fit : primary,
            _ => Narrow([.. primary, .. secondaries]),
        };

        List<ServerDescription> Narrow(List<ServerDescription> candidates) => Tagged(Fresh(candidates, servers, preference, heartbeat), preference);
    }

    private static void RefuseSmallStaleness(ReadPreference preference, TimeSpan heartbeat)
    {
        if (preference.MaxStaleness is { } most && (most < LeastStaleness || most < heartbeat + IdleWritePeriod))
        {
            throw new MongoConfigurationException(
                $"maxStalenessSeconds={most.TotalSeconds} is less than can be told: at least 90 and at least heartbeatFrequencyMS ({heartbeat.TotalSeconds} s) + 10 s expected.");
        }
    }

    /// <summary>Those whose lag behind the primary, or behind the freshest secondary where there is none, is within bounds.</summary>
    private static List<ServerDescription> Fresh(
        List<ServerDescription> candidates, List<ServerDescription> all, ReadPreference preference, TimeSpan heartbeat)
    {
        if (preference.MaxStaleness is not { } most)
            return candidates;
        var primary = all.Find(s => s.Kind == ServerKind.Primary);
        var freshest = all.Where(s => s.Kind == ServerKind.Secondary).Max(s => s.Hello?.LastWrite);
        return candidates.FindAll(s => s.Kind == ServerKind.Primary || Lag(s) <= most);

        TimeSpan? Lag(ServerDescription server) => primary is not null
            ? (server.At - server.Hello?.LastWrite) - (primary.At - primary.Hello?.LastWrite) + heartbeat
            : freshest - server.Hello?.LastWrite + heartbeat;
    }

    /// <summary>Those with all tags of the first set that any has.</summary>
    private static List<ServerDescription> Tagged(List<ServerDescription> candidates, ReadPreference preference)
    {
        foreach (var set in preference.TagSets)
        {
            var tagged = candidates.FindAll(s => set.All(t => s.Hello?.Tags?.Find(t.Key) is BsonString value && value.Value == t.Value));
            if (tagged.Count > 0)
                return tagged;
        }
        return [];
    }
}
