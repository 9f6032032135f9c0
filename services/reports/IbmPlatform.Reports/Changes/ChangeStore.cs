using System.Runtime.CompilerServices;
using IbmPlatform.Mongo.Client;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Reports.Following;
using IbmPlatform.ServiceDefaults;
using IbmPlatform.ServiceDefaults.Events;
using IbmPlatform.ServiceDefaults.Filtering;
using IbmPlatform.ServiceDefaults.Paging;
using IbmPlatform.ServiceDefaults.Streams;
using IbmPlatform.Values;
using Microsoft.Extensions.DependencyInjection;

namespace IbmPlatform.Reports.Changes;

/// <summary>A change in the feed.</summary>
/// <param name="Id">Its place in the feed's order.</param>
/// <param name="Entity">The entity's id.</param>
internal sealed record FeedChange(
    string Id, string Entity, EntityType Type, ChangeKind Kind, int Version, IReadOnlyList<string> ChangedFields, DateTimeOffset OccurredAt,
    string? MergedInto);

/// <summary>Every query for the feed.</summary>
internal sealed class ChangeStore
{
    private const string Place = "state.sequence";

    private static readonly OrderKey[] Order = [new(Place)];

    private readonly ReadModel<ChangeEntry> changes;

    public ChangeStore([FromKeyedServices(ReportsService.ServiceName)] ServiceDatabase database, TimeProvider time)
    {
        changes = database.ReadModel<ChangeEntry>(Collections.Changes);
        Tap = new Tap<FeedChange>(LastAsync, ReadAfterAsync, time);
    }

    public static IndexModel[] Indexes { get; } =
    [
        new(Sort.Ascending(Place)) { Unique = true, Sparse = true },
        new(Sort.Ascending("state.entity").Ascending("state.version")),
        new(Sort.Ascending("state.owners")),
    ];

    /// <summary>Tells subscribers what comes into the feed.</summary>
    public Tap<FeedChange> Tap { get; }

    public async Task<Connection<FeedChange>> PageAsync(
        IReadOnlyList<EntityType>? types, string? owner, PageRequest page, CancellationToken cancellationToken)
    {
        var kinds = types is null ? [] : Conditions.In("state.type", types.Select(t => BsonNames.Of(t)));
        // By entity, not by version: whose a removed record was is said by its versions before.
        var owned = owner is null ? [] : Conditions.In("state.entity", await OwnedAsync(owner, cancellationToken).ConfigureAwait(false));
        var found = await changes.PageAsync(Conditions.And([kinds, owned]), Order, page, cancellationToken).ConfigureAwait(false);
        return new([.. found.Edges.Select(edge => new Edge<FeedChange>(edge.Cursor, Of(edge)))], found.PageInfo) { Count = found.Count };
    }

    /// <summary>What comes into the feed from now on, by the types and the owner that <see cref="PageAsync"/> takes.</summary>
    public async IAsyncEnumerable<FeedChange> ListenAsync(
        IReadOnlyList<EntityType>? types, string? owner, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var heard = Tap.ListenAsync(change => types is null || types.Contains(change.Type), cancellationToken);
        await foreach (var change in heard.ConfigureAwait(false))
        {
            if (owner is null || await IsOwnedAsync(change.Entity, owner, cancellationToken).ConfigureAwait(false))
                yield return change;
        }
    }

    /// <summary>The last number; 0 for an empty feed.</summary>
    public async Task<long> LastAsync(CancellationToken cancellationToken)
    {
        var last = await changes.Documents.FindOneAsync(
            [], new FindOptions { Sort = Sort.Descending(Place), Projection = new BsonDocument(Place, 1) }, cancellationToken).ConfigureAwait(false);
        return last?["state"].AsDocument.Find("sequence")?.ToInt64() ?? 0;
    }

    /// <summary>What the feed says of a version of an entity, where an owner that was restored told it again: the newest; null: nothing yet.</summary>
    public async Task<(string Id, long Epoch, ChangeEntry Entry)?> NewestAsync(string entity, int version, CancellationToken cancellationToken)
    {
        var filter = new BsonDocument { ["state.entity"] = entity, ["state.version"] = version };
        var found = await changes.Documents.FindOneAsync(filter, new FindOptions { Sort = Sort.Descending("sourceEpoch") }, cancellationToken).ConfigureAwait(false);
        return found is null ? null : (found["_id"].AsString, found["sourceEpoch"].ToInt64(), BsonMapper.FromBson<ChangeEntry>(found["state"]));
    }

    private async Task<IReadOnlyList<(long Sequence, FeedChange Item)>> ReadAfterAsync(long sequence, int limit, CancellationToken cancellationToken)
    {
        var filter = new BsonDocument(Place, new BsonDocument("$gt", sequence));
        var found = await changes.PageAsync(filter, Order, new PageRequest(limit, Backward: false, Cursor: null), cancellationToken).ConfigureAwait(false);
        return [.. found.Edges.Select(edge => (edge.Node.Sequence, Of(edge)))];
    }

    private async Task<IEnumerable<string>> OwnedAsync(string owner, CancellationToken cancellationToken) =>
        (await changes.ListAsync(new BsonDocument("state.owners", owner), null, cancellationToken).ConfigureAwait(false)).Select(c => c.Entity);

    private async Task<bool> IsOwnedAsync(string entity, string owner, CancellationToken cancellationToken)
    {
        var filter = new BsonDocument { ["state.entity"] = entity, ["state.owners"] = owner };
        return await changes.Documents.FindOneAsync(filter, new FindOptions { Projection = new BsonDocument("_id", 1) }, cancellationToken).ConfigureAwait(false) is not null;
    }

    private static FeedChange Of(Edge<ChangeEntry> edge) => new(
        edge.Cursor, edge.Node.Entity, edge.Node.Type, edge.Node.Kind, edge.Node.Version, edge.Node.ChangedFields, edge.Node.OccurredAt, edge.Node.MergedInto);
}
