using IbmPlatform.Mongo.Client.Connections;

namespace IbmPlatform.Mongo.Client.Dns;

/// <summary>Finds the hosts behind a <c>mongodb+srv</c> name, and the options that its TXT record adds (initial DNS seedlist discovery).</summary>
internal sealed class SeedLookup(SrvLookup asked, DnsClient dns)
{
    private static readonly string[] AllowedInText = ["authSource", "replicaSet", "loadBalanced"];

    /// <summary>The settings with seeds; and for how long they are good.</summary>
    /// <exception cref="MongoConfigurationException">DNS has no hosts, foreign hosts or options that it may not set.</exception>
    public async ValueTask<(MongoSettings Settings, TimeSpan TimeToLive)> ResolveAsync(CancellationToken cancellationToken)
    {
        var records = await ServicesAsync(cancellationToken).ConfigureAwait(false);
        if (records.Count == 0)
            throw new MongoConfigurationException($"DNS has no SRV records of {RecordName}: mongodb+srv://{asked.Name} names no hosts. Check the name, or use mongodb://.");
        if (records.FirstOrDefault(r => !IsOwn(r.Value)) is { } foreign)
            throw new MongoConfigurationException($"The SRV records of {RecordName} name {foreign.Value}, which is not in the same domain. Somebody may be diverting the connection; it was refused.");
        await AddTextAsync(cancellationToken).ConfigureAwait(false);
        var settings = SettingsReader.Read(asked.Source);
        if (settings.LoadBalanced && records.Count > 1)
            throw new MongoConfigurationException($"loadBalanced=true goes with one host only; the SRV records of {RecordName} name {records.Count}.");
        return (settings with { Seeds = Limit([.. records.Select(Address)], []) }, TimeToLive(records));
    }

    /// <summary>The hosts as they are now, without foreign ones; null where DNS tells none.</summary>
    public async ValueTask<(IReadOnlySet<ServerAddress> Hosts, TimeSpan TimeToLive)?> PollAsync(
        IReadOnlyCollection<ServerAddress> current, CancellationToken cancellationToken)
    {
        var records = (await ServicesAsync(cancellationToken).ConfigureAwait(false)).Where(r => IsOwn(r.Value)).ToList();
        if (records.Count == 0)
            return null;
        var hosts = records.Select(Address).ToHashSet();
        return (Limit([.. hosts], [.. current.Where(hosts.Contains)]).ToHashSet(), TimeToLive(records));
    }

    private string RecordName => $"_{asked.Service}._tcp.{asked.Name}";

    private ValueTask<IReadOnlyList<DnsRecord>> ServicesAsync(CancellationToken cancellationToken) =>
        dns.QueryAsync(RecordName, DnsRecordType.Service, cancellationToken);

    private async ValueTask AddTextAsync(CancellationToken cancellationToken)
    {
        var texts = await dns.QueryAsync(asked.Name, DnsRecordType.Text, cancellationToken).ConfigureAwait(false);
        if (texts.Count > 1)
            throw new MongoConfigurationException($"{asked.Name} has {texts.Count} TXT records; one at most expected.");
        foreach (var pair in texts.SelectMany(t => t.Value.Split('&')))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            var name = AllowedInText.FirstOrDefault(a => equals > 0 && a.Equals(pair[..equals], StringComparison.OrdinalIgnoreCase))
                ?? throw new MongoConfigurationException($"The TXT record of {asked.Name} says '{pair}': only {string.Join(", ", AllowedInText)} may be set there.");
            asked.Source.Options.AddDefault(name, pair[(equals + 1)..]);
        }
    }

    /// <summary>A host of the same domain; under a name of one or two parts, a host below that name.</summary>
    private bool IsOwn(string host)
    {
        var parts = asked.Name.Split('.');
        var domain = parts.Length < 3 ? asked.Name : string.Join('.', parts[1..]);
        return host.EndsWith('.' + domain, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>At most srvMaxHosts: those in use already, and others taken at random.</summary>
    private List<ServerAddress> Limit(ServerAddress[] hosts, List<ServerAddress> kept)
    {
        if (asked.MaxHosts == 0 || asked.MaxHosts >= hosts.Length)
            return [.. hosts];
        Random.Shared.Shuffle(hosts);
        return [.. kept.Concat(hosts.Where(h => !kept.Contains(h))).Take(asked.MaxHosts)];
    }

    private static ServerAddress Address(DnsRecord record) => new(record.Value, record.Port);

    private static TimeSpan TimeToLive(IReadOnlyList<DnsRecord> records) => records.Min(r => r.TimeToLive);
}
