using IbmPlatform.ServiceDefaults.Events;
using IbmPlatform.ServiceDefaults.Streams;
using Microsoft.Extensions.DependencyInjection;

namespace IbmPlatform.ServiceDefaults.Hosting;

/// <summary>How far events have come through this process, for an operator who waits for the bus to be quiet.</summary>
/// <param name="Service">The service.</param>
/// <param name="Pending">Aggregates with events not yet in the log.</param>
/// <param name="Logged">The log's last sequence.</param>
/// <param name="Published">The last sequence that the bus has confirmed.</param>
/// <param name="Streams">The last position of each stream that the service owns.</param>
/// <param name="Applied">The last position applied of each stream that the service follows.</param>
/// <param name="Parked">Messages parked.</param>
public sealed record StreamStatus(
    string Service, long Pending, long Logged, long Published, IReadOnlyDictionary<string, long> Streams,
    IReadOnlyDictionary<string, long> Applied, long Parked)
{
    /// <summary>The status of every service in the process.</summary>
    public static async Task<IReadOnlyList<StreamStatus>> ReadAsync(IServiceProvider provider, CancellationToken cancellationToken)
    {
        var all = new List<StreamStatus>();
        var subscriptions = provider.GetServices<ISubscription>().ToList();
        foreach (var module in provider.GetRequiredService<Platform>().Modules)
        {
            var database = provider.GetRequiredKeyedService<ServiceDatabase>(module.Name);
            var streams = new SortedDictionary<string, long>(StringComparer.Ordinal);
            foreach (var stream in database.Streams.Keys)
                streams[stream] = await database.Events.LastPositionAsync(stream, cancellationToken).ConfigureAwait(false);
            var applied = new SortedDictionary<string, long>(StringComparer.Ordinal);
            foreach (var subscription in subscriptions.Where(s => s.Name.Service == module.Name))
                applied[subscription.Name.Stream] = (await subscription.PositionAsync(cancellationToken).ConfigureAwait(false)).Sequence;
            all.Add(new(
                module.Name,
                await database.Outbox.CountPendingAsync(cancellationToken).ConfigureAwait(false),
                await database.Events.LastSequenceAsync(cancellationToken).ConfigureAwait(false),
                (await database.Positions.ReadAsync(EventPublisher.PositionName, cancellationToken).ConfigureAwait(false)).Sequence,
                streams,
                applied,
                await database.Parked.CountAsync(cancellationToken).ConfigureAwait(false)));
        }
        return all;
    }

    /// <summary>Whether all that was written in these services has reached all of them that follow it.</summary>
    public static bool IsQuiet(IReadOnlyCollection<StreamStatus> all) =>
        all.All(s => s.Pending == 0 && s.Published == s.Logged)
        && all.All(s => s.Applied.All(a => all.All(owner => !owner.Streams.TryGetValue(a.Key, out var last) || last == a.Value)));
}
