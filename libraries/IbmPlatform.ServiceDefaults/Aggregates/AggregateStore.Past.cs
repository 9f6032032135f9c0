using IbmPlatform.Mongo.Client;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.ServiceDefaults.Paging;

namespace IbmPlatform.ServiceDefaults.Aggregates;

/// <content>Reading as of a past instant, from the log.</content>
public sealed partial class AggregateStore<T>
{
    private volatile bool pastHasKeys;

    /// <summary>All aggregates that a filter finds at an instant, in an order that ends in id; tombstones never.</summary>
    /// <param name="filter">Paths start with <c>state.</c> or <c>keys.</c>, as for the present.</param>
    /// <param name="order">Likewise.</param>
    /// <param name="asOf">The past instant; null: now.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public async Task<IReadOnlyList<Stored<T>>> ListAsync(
        BsonDocument filter, IEnumerable<OrderKey> order, DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        if (asOf is not { } at)
            return await ListAsync(filter, order, cancellationToken).ConfigureAwait(false);
        // Events still in an outbox are part of the past too.
        await database.Outbox.DrainAsync(cancellationToken).ConfigureAwait(false);
        if (Type.Keys is { } keysOf && !pastHasKeys)
        {
            await Events.FillKeysAsync(Type.Stream, payload => keysOf(BsonMapper.FromBson<T>(payload)), cancellationToken).ConfigureAwait(false);
            pastHasKeys = true;
        }
        var found = await Events.ListAsOfAsync(Type.Stream, at, filter, Keyset.SortOf(OrderKey.EndingInId(order)), cancellationToken).ConfigureAwait(false);
        return [.. found.Select(Read).OfType<Stored<T>>()];
    }

    /// <summary>One page of what a filter finds at an instant; null: now. A page of the past costs as much as all of its list.</summary>
    public async Task<Connection<Stored<T>>> PageAsync(
        BsonDocument filter, IEnumerable<OrderKey> order, PageRequest page, DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        if (asOf is not { } at)
            return await PageAsync(filter, order, page, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<OrderKey> keys = [.. order];
        var all = await ListAsync(filter, keys, asOf, cancellationToken).ConfigureAwait(false);
        return Keyset.PageOf(all, item => item.Id, page, $"{Type.Collection} at {at:O} by {string.Join(',', keys)}") with { Filter = filter };
    }

    /// <summary>The states of all aggregates that a filter finds at an instant, by id; null: now.</summary>
    public async Task<IReadOnlyList<T>> ListStatesAsync(BsonDocument filter, DateTimeOffset? asOf, CancellationToken cancellationToken) =>
        [.. (await ListAsync(filter, [], asOf, cancellationToken).ConfigureAwait(false)).Select(stored => stored.State)];

    /// <summary>The aggregates that held any of the values in a field of their state by an instant, as they stood then.</summary>
    /// <param name="path">The field's path, from <c>state.</c> on.</param>
    /// <param name="values">Any of them.</param>
    /// <param name="at">The past instant.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public async Task<IReadOnlyList<Stored<T>>> HoldingAtAsync(
        string path, IEnumerable<string> values, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await database.Outbox.DrainAsync(cancellationToken).ConfigureAwait(false);
        var holders = await Events.HoldersAsync(Type.Stream, path["state.".Length..], [.. values.Distinct(StringComparer.Ordinal)], at, cancellationToken)
            .ConfigureAwait(false);
        return [.. (await LoadAsync(holders, at, cancellationToken).ConfigureAwait(false)).OfType<Stored<T>>()];
    }

    private async Task<Dictionary<string, Stored<T>?>> LoadPastAsync(
        IReadOnlyList<string> ids, DateTimeOffset at, CancellationToken cancellationToken)
    {
        // Events still in an outbox are part of the past too.
        await database.Outbox.DrainAsync(cancellationToken).ConfigureAwait(false);
        var past = await Events.AsOfAsync([.. ids.Distinct(StringComparer.Ordinal)], at, cancellationToken).ConfigureAwait(false);
        var present = await LoadPresentAsync([.. past.Keys], cancellationToken).ConfigureAwait(false);
        return past.Values.Where(e => e.Payload is not null).ToDictionary(
            e => e.Aggregate,
            e => (Stored<T>?)new Stored<T>(
                e.Aggregate, e.Version, e.Epoch, present.GetValueOrDefault(e.Aggregate)?.CreatedAt ?? e.OccurredAt, e.OccurredAt, e.By,
                BsonMapper.FromBson<T>(e.Payload!)),
            StringComparer.Ordinal);
    }
}
