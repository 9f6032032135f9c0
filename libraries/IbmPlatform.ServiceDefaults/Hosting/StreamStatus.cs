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
    /// <summary>
    /// The status of every service in the process, read against the stream: first what waits to be logged, then what is logged, last what
    /// is applied. So what was written before the call and is counted as logged is not yet counted as applied only if it is not.
    /// </summary>
    public static async Task<IReadOnlyList<StreamStatus>> ReadAsync(IServiceProvider provider, CancellationToken cancellationToken)
    {
        var subscriptions = provider.GetServices<ISubscription>().ToList();
        List<ServiceDatabase> databases = [.. provider.GetRequiredService<Platform>().Modules.Select(m => provider.GetRequiredKeyedService<ServiceDatabase>(m.Name))];
        var pending = await EachAsync(databases, database => database.Outbox.CountPendingAsync(cancellationToken)).ConfigureAwait(false);
        var logged = await EachAsync(databases, database => database.Events.LastSequenceAsync(cancellationToken)).ConfigureAwait(false);
        var streams = await EachAsync(databases, database => LastPositionsAsync(database, cancellationToken)).ConfigureAwait(false);
        var published = await EachAsync(databases, database => database.Positions.ReadAsync(EventPublisher.PositionName, cancellationToken)).ConfigureAwait(false);
        var applied = await EachAsync(
            databases, database => AppliedAsync(subscriptions.Where(s => s.Name.Service == database.Service), cancellationToken)).ConfigureAwait(false);
        var parked = await EachAsync(databases, database => database.Parked.CountAsync(cancellationToken)).ConfigureAwait(false);
        return [.. databases.Select((database, i) => new StreamStatus(
            database.Service, pending[i], logged[i], published[i].Sequence, streams[i], applied[i], parked[i]))];
    }

    /// <summary>Whether all that was written in these services has reached all of them that follow it.</summary>
    public static bool IsQuiet(IReadOnlyCollection<StreamStatus> all) =>
        all.All(s => s.Pending == 0 && s.Published == s.Logged)
        && all.All(s => s.Applied.All(a => all.All(owner => !owner.Streams.TryGetValue(a.Key, out var last) || last == a.Value)));

    private static async Task<IReadOnlyList<T>> EachAsync<T>(List<ServiceDatabase> databases, Func<ServiceDatabase, Task<T>> read)
    {
        var all = new List<T>(databases.Count);
        foreach (var database in databases)
            all.Add(await read(database).ConfigureAwait(false));
        return all;
    }

    private static async Task<IReadOnlyDictionary<string, long>> LastPositionsAsync(ServiceDatabase database, CancellationToken cancellationToken)
    {
        var last = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var stream in database.Streams.Keys)
            last[stream] = await database.Events.LastPositionAsync(stream, cancellationToken).ConfigureAwait(false);
        return last;
    }

    private static async Task<IReadOnlyDictionary<string, long>> AppliedAsync(IEnumerable<ISubscription> subscriptions, CancellationToken cancellationToken)
    {
        var applied = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var subscription in subscriptions)
            applied[subscription.Name.Stream] = (await subscription.PositionAsync(cancellationToken).ConfigureAwait(false)).Sequence;
        return applied;
    }
}
