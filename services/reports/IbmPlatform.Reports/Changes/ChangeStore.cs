using IbmPlatform.Mongo.Client;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Reports.Following;
using IbmPlatform.ServiceDefaults;
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
internal sealed class ChangeStore([FromKeyedServices(ReportsService.ServiceName)] ServiceDatabase database)
{
    /// <summary>By time, then by what tells two changes of one time apart: the same wherever events come from and in whatever order.</summary>
    private static readonly OrderKey[] Order = [new("state.occurredAt"), new("state.type"), new("state.entity"), new("state.version")];

    private readonly ReadModel<ChangeEntry> changes = database.ReadModel<ChangeEntry>(Collections.Changes);

    public static IndexModel Index { get; } = new(Sort.Ascending("state.occurredAt").Ascending("state.type").Ascending("state.entity")
        .Ascending("state.version").Ascending("_id"));

    public async Task<Connection<FeedChange>> PageAsync(
        IReadOnlyList<EntityType>? types, string? owner, PageRequest page, CancellationToken cancellationToken)
    {
        var kinds = types is null ? [] : Conditions.In("state.type", types.Select(t => BsonNames.Of(t)));
        // By entity, not by version: whose a removed record was is said by its versions before.
        var owned = owner is null ? [] : Conditions.In("state.entity", await OwnedAsync(owner, cancellationToken).ConfigureAwait(false));
        var found = await changes.PageAsync(Conditions.And([kinds, owned]), Order, page, cancellationToken).ConfigureAwait(false);
        return new([.. found.Edges.Select(edge => new Edge<FeedChange>(edge.Cursor, Of(edge)))], found.PageInfo) { Count = found.Count };
    }

    private async Task<IEnumerable<string>> OwnedAsync(string owner, CancellationToken cancellationToken) =>
        (await changes.ListAsync(new BsonDocument("state.owners", owner), null, cancellationToken).ConfigureAwait(false)).Select(c => c.Entity);

    private static FeedChange Of(Edge<ChangeEntry> edge) => new(
        edge.Cursor, edge.Node.Entity, edge.Node.Type, edge.Node.Kind, edge.Node.Version, edge.Node.ChangedFields, edge.Node.OccurredAt, edge.Node.MergedInto);
}
