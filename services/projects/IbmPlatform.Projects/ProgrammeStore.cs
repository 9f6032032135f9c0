using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Projects.Contracts;
using IbmPlatform.ServiceDefaults.Aggregates;
using IbmPlatform.ServiceDefaults.Filtering;
using IbmPlatform.ServiceDefaults.Paging;

namespace IbmPlatform.Projects;

/// <summary>Builds every query for programmes, thematic areas and source documents.</summary>
internal sealed class ProgrammeStore(
    AggregateStore<Programme> programmes, AggregateStore<ThematicArea> areas, AggregateStore<SourceDocument> documents, AggregateStore<Project> projects)
{
    public Task<IReadOnlyList<Stored<Programme>?>> LoadAsync(IReadOnlyList<string> ids, DateTimeOffset? asOf, CancellationToken cancellationToken) =>
        programmes.LoadAsync(ids, asOf, cancellationToken);

    public async Task<string?> FindIdAsync(ProgrammeLookup lookup, DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        if (lookup.Id is not null)
            return lookup.Id;
        var found = await programmes.ListAsync(new BsonDocument("state.slug", lookup.Slug), [], asOf, cancellationToken).ConfigureAwait(false);
        return found.Count == 0 ? null : found[0].Id;
    }

    public Task<Connection<Stored<Programme>>> PageAsync(PageRequest page, DateTimeOffset? asOf, CancellationToken cancellationToken) =>
        programmes.PageAsync([], [], page, asOf, cancellationToken);

    public Task<IReadOnlyList<Stored<Programme>>> ChildrenAsync(IEnumerable<string> parents, DateTimeOffset? asOf, CancellationToken cancellationToken) =>
        programmes.ListAsync(Conditions.In("state.parent", parents), [], asOf, cancellationToken);

    public Task<IReadOnlyList<Stored<Programme>>> SuccessorsAsync(IEnumerable<string> predecessors, DateTimeOffset? asOf, CancellationToken cancellationToken) =>
        programmes.ListAsync(Conditions.In("state.predecessors", predecessors), [], asOf, cancellationToken);

    public async Task<IReadOnlyList<ThematicArea?>> AreasAsync(IReadOnlyList<string> ids, DateTimeOffset? asOf, CancellationToken cancellationToken) =>
        await areas.LoadStatesAsync(ids, asOf, cancellationToken).ConfigureAwait(false);

    public async Task<IReadOnlyList<ThematicArea>> AllAreasAsync(DateTimeOffset? asOf, CancellationToken cancellationToken) =>
        await areas.ListStatesAsync([], asOf, cancellationToken).ConfigureAwait(false);

    public async Task<IReadOnlyList<SourceDocument?>> DocumentsAsync(IReadOnlyList<string> ids, DateTimeOffset? asOf, CancellationToken cancellationToken) =>
        await documents.LoadStatesAsync(ids, asOf, cancellationToken).ConfigureAwait(false);

    public async Task<IReadOnlyList<SourceDocument>> AllDocumentsAsync(DateTimeOffset? asOf, CancellationToken cancellationToken) =>
        await documents.ListStatesAsync([], asOf, cancellationToken).ConfigureAwait(false);

    /// <summary>The claims lists of everything that names one of the documents as a source, in the order of the ids.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<Values.Claim>>> ClaimListsAsync(
        IEnumerable<string> documentIds, DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        var condition = Conditions.In("state.claims.sources.document", documentIds);
        var lists = new List<IReadOnlyList<Values.Claim>>();
        lists.AddRange((await documents.ListAsync([], [], asOf, cancellationToken).ConfigureAwait(false)).Select(d => d.State.Claims));
        lists.AddRange((await programmes.ListAsync(condition, [], asOf, cancellationToken).ConfigureAwait(false)).Select(p => p.State.Claims));
        lists.AddRange((await projects.ListAsync(condition, [], asOf, cancellationToken).ConfigureAwait(false)).Select(p => p.State.Claims));
        lists.AddRange((await areas.ListAsync(condition, [], asOf, cancellationToken).ConfigureAwait(false)).Select(a => a.State.Claims));
        return lists;
    }
}
