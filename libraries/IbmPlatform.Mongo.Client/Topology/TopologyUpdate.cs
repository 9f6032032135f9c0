using System.Collections.Immutable;
using IbmPlatform.Mongo.Client.Connections;

namespace IbmPlatform.Mongo.Client.Topology;

/// <summary>One step from a topology description to the next; each method is an action of the SDAM specification, named as there.</summary>
internal sealed class TopologyUpdate(TopologyDescription before)
{
    private readonly ImmutableDictionary<ServerAddress, ServerDescription>.Builder servers = before.Servers.ToBuilder();
    private TopologyDescription topology = before;

    public TopologyDescription Apply(ServerDescription server)
    {
        servers[server.Address] = server;
        var kind = topology.Kind;
        switch (topology.Kind)
        {
            case TopologyKind.Single:
                kind = ApplyToSingle(server);
                break;
            case TopologyKind.Unknown:
                kind = ApplyToUnknown(server);
                break;
            case TopologyKind.Sharded:
                if (server.Kind is not (ServerKind.Unknown or ServerKind.Router))
                    Remove(server, "is no mongos of a sharded cluster");
                break;
            default:
                kind = ApplyToReplicaSet(server);
                break;
        }
        return topology with { Kind = kind, Servers = servers.ToImmutable() };
    }

    private TopologyKind ApplyToSingle(ServerDescription server)
    {
        if (topology.SetName is { } name && server.Hello is { } hello && hello.SetName != name)
            servers[server.Address] = ServerDescription.Failed(server.Address, new MongoConfigurationException(WrongSet(server)));
        return TopologyKind.Single;
    }

    private TopologyKind ApplyToUnknown(ServerDescription server)
    {
        switch (server.Kind)
        {
            case ServerKind.Unknown or ServerKind.Ghost or ServerKind.PossiblePrimary:
                return TopologyKind.Unknown;
            case ServerKind.Standalone when topology.OneSeed:
                return TopologyKind.Single;
            case ServerKind.Standalone:
                Remove(server, "is a standalone, no member of a replica set");
                return TopologyKind.Unknown;
            case ServerKind.Router:
                return TopologyKind.Sharded;
            default:
                return ApplyToReplicaSet(server);
        }
    }

    private TopologyKind ApplyToReplicaSet(ServerDescription server)
    {
        switch (server.Kind)
        {
            case ServerKind.Standalone:
                Remove(server, $"is no member of replica set '{topology.SetName}' but a standalone. Remove replicaSet from the connection string");
                break;
            case ServerKind.Router:
                Remove(server, $"is no member of replica set '{topology.SetName}' but a mongos. Remove replicaSet from the connection string");
                break;
            case ServerKind.Primary:
                UpdateFromPrimary(server);
                break;
            case ServerKind.Secondary or ServerKind.Arbiter or ServerKind.OtherMember when topology.Kind == TopologyKind.ReplicaSetWithPrimary:
                UpdateWithPrimaryFromMember(server);
                break;
            case ServerKind.Secondary or ServerKind.Arbiter or ServerKind.OtherMember:
                UpdateWithoutPrimary(server);
                break;
        }
        return HasPrimary() ? TopologyKind.ReplicaSetWithPrimary : TopologyKind.ReplicaSetNoPrimary;
    }

    private void UpdateFromPrimary(ServerDescription server)
    {
        if (!TakeSetName(server))
            return;
        if (IsStale(server.Hello!))
        {
            servers[server.Address] = ServerDescription.Failed(server.Address, new MongoConnectionException(
                $"{server.Address} calls itself primary, but a newer one was elected: primary marked stale due to electionId/setVersion mismatch."));
            return;
        }
        foreach (var other in servers.Values.Where(s => s.Kind == ServerKind.Primary && s.Address != server.Address).ToList())
        {
            servers[other.Address] = ServerDescription.Failed(other.Address, new MongoConnectionException(
                $"{other.Address} was the primary: primary marked stale due to discovery of newer primary {server.Address}."));
        }
        AddMembers(server);
        // The primary's list is the truth: who is not in it has left.
        var members = server.Hello!.Members.ToHashSet();
        foreach (var gone in servers.Keys.Where(a => !members.Contains(a)).ToList())
            servers.Remove(gone);
    }

    private void UpdateWithPrimaryFromMember(ServerDescription server)
    {
        if (topology.SetName != server.Hello!.SetName)
            Remove(server, WrongSet(server), isWhole: true);
        else if (IsMisnamed(server))
            Remove(server, $"calls itself {server.Hello.Me}");
        else if (!HasPrimary())
            ExpectPrimary(server.Hello);
    }

    private void UpdateWithoutPrimary(ServerDescription server)
    {
        if (!TakeSetName(server))
            return;
        AddMembers(server);
        ExpectPrimary(server.Hello!);
        if (IsMisnamed(server))
            Remove(server, $"calls itself {server.Hello!.Me}");
    }

    private void ExpectPrimary(HelloReply hello)
    {
        if (hello.Primary is { } primary && servers.TryGetValue(primary, out var possible) && possible.Kind == ServerKind.Unknown)
            servers[primary] = possible with { Kind = ServerKind.PossiblePrimary };
    }

    /// <summary>Elections are ordered; an old primary that is cut off still believes in itself.</summary>
    private bool IsStale(HelloReply hello)
    {
        var (election, version) = (hello.ElectionId, hello.SetVersion);
        if (hello.MaxWireVersion >= 17)
        {
            // Since MongoDB 6.0 the election counts first; null is less than anything.
            var order = Nullable.Compare(election, topology.MaxElectionId);
            if (order < 0 || order == 0 && Nullable.Compare(version, topology.MaxSetVersion) < 0)
                return true;
            topology = topology with { MaxElectionId = election, MaxSetVersion = version };
            return false;
        }
        if (version is not null && election is not null)
        {
            if (topology is { MaxSetVersion: { } knownVersion, MaxElectionId: { } knownElection }
                && (knownVersion > version || knownVersion == version && Nullable.Compare(knownElection, election) > 0))
                return true;
            topology = topology with { MaxElectionId = election };
        }
        if (version is not null && Nullable.Compare(version, topology.MaxSetVersion) > 0)
            topology = topology with { MaxSetVersion = version };
        return false;
    }

    private bool TakeSetName(ServerDescription server)
    {
        topology = topology with { SetName = topology.SetName ?? server.Hello!.SetName };
        if (topology.SetName == server.Hello!.SetName)
            return true;
        Remove(server, WrongSet(server), isWhole: true);
        return false;
    }

    private void AddMembers(ServerDescription server)
    {
        foreach (var member in server.Hello!.Members.Where(m => !servers.ContainsKey(m)))
            servers[member] = ServerDescription.NotAskedYet(member);
    }

    private void Remove(ServerDescription server, string why, bool isWhole = false)
    {
        servers.Remove(server.Address);
        topology = topology with { Rejections = topology.Rejections.Add(isWhole ? why : $"{server.Address} {why}.") };
    }

    private bool HasPrimary() => servers.Values.Any(s => s.Kind == ServerKind.Primary);

    private static bool IsMisnamed(ServerDescription server) => server.Hello!.Me is { } me && me != server.Address;

    private string WrongSet(ServerDescription server) => server.Hello?.SetName is { } name
        ? $"{server.Address} is a member of replica set '{name}', not of '{topology.SetName}'."
        : $"{server.Address} is no member of replica set '{topology.SetName}'.";
}
