using IbmPlatform.Mongo.Client.Connections;
using IbmPlatform.Mongo.Client.Dns;

namespace IbmPlatform.Mongo.Client.Topology;

/// <summary>The seeds of a <c>mongodb+srv</c> name: looked up when first needed, and again from time to time while they are routers.</summary>
internal sealed partial class Deployment
{
    /// <summary>DNS is not asked more often (polling SRV records specification), unless it has failed.</summary>
    private static readonly TimeSpan LeastPollInterval = TimeSpan.FromSeconds(60);

    /// <summary>Records may say that they are good for longer than a timer can be set.</summary>
    private static readonly TimeSpan MostPollInterval = TimeSpan.FromDays(1);

    private readonly SemaphoreSlim lookups = new(1);
    private readonly CancellationTokenSource stopPolling = new();
    private bool isSeeded;
    private Task? polling;

    /// <summary>Looks the seeds up unless that has been done; says whether it did so now.</summary>
    private async ValueTask<bool> SeedAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref isSeeded))
            return false;
        await lookups.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (isSeeded)
                return true;
            var lookup = new SeedLookup(factory.Settings.Srv!, new DnsClient(options.DnsServers, factory.Clock));
            var (settings, timeToLive) = await lookup.ResolveAsync(cancellationToken).ConfigureAwait(false);
            lock (gate)
            {
                if (disposed)
                    return true;
                factory = new ConnectionFactory(settings, options);
                Replace(TopologyDescription.Start(settings, settings.Seeds, inProcess: false));
                isSeeded = true;
                if (topology.Kind == TopologyKind.LoadBalanced)
                    return true;
                polling = Task.Run(() => PollAsync(lookup, timeToLive), CancellationToken.None);
            }
            return true;
        }
        finally
        {
            lookups.Release();
        }
    }

    private async Task PollAsync(SeedLookup lookup, TimeSpan timeToLive)
    {
        var pause = PauseFor(timeToLive);
        try
        {
            while (true)
            {
                await Task.Delay(pause, factory.Clock, stopPolling.Token).ConfigureAwait(false);
                if (Topology.Kind is TopologyKind.Sharded or TopologyKind.Unknown)
                    pause = await PollOnceAsync(lookup).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stopPolling.IsCancellationRequested)
        {
            // The client is disposed.
            return;
        }
    }

    private async ValueTask<TimeSpan> PollOnceAsync(SeedLookup lookup)
    {
        try
        {
            if (await lookup.PollAsync([.. Topology.Servers.Keys], stopPolling.Token).ConfigureAwait(false) is not ({ } hosts, var timeToLive))
                return factory.Settings.HeartbeatInterval;
            lock (gate)
            {
                if (!disposed && !hosts.SetEquals(topology.Servers.Keys))
                    Replace(topology with { Servers = Follow(hosts) });
            }
            return PauseFor(timeToLive);
        }
        catch (Exception fault) when (!stopPolling.IsCancellationRequested)
        {
            // DNS that fails changes nothing: the servers known so far are used on.
            System.Diagnostics.Activity.Current?.AddException(fault);
            return factory.Settings.HeartbeatInterval;
        }
    }

    private System.Collections.Immutable.ImmutableDictionary<ServerAddress, ServerDescription> Follow(IReadOnlySet<ServerAddress> hosts)
    {
        var kept = topology.Servers.RemoveRange(topology.Servers.Keys.Where(a => !hosts.Contains(a)));
        return kept.AddRange(hosts.Where(h => !kept.ContainsKey(h)).Select(h => KeyValuePair.Create(h, ServerDescription.NotAskedYet(h))));
    }

    private async ValueTask StopPollingAsync()
    {
        await stopPolling.CancelAsync().ConfigureAwait(false);
        if (polling is not null)
            await polling.ConfigureAwait(false);
    }

    private static TimeSpan PauseFor(TimeSpan timeToLive) =>
        timeToLive < LeastPollInterval ? LeastPollInterval : timeToLive > MostPollInterval ? MostPollInterval : timeToLive;
}
