using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Reports.Contracts;
using IbmPlatform.ServiceDefaults.Aggregates;
using IbmPlatform.ServiceDefaults.Filtering;
using IbmPlatform.ServiceDefaults.Paging;

namespace IbmPlatform.Reports;

/// <summary>Every query for what this service owns: reports and publications.</summary>
internal sealed class ReportStore(AggregateStore<Report> reports, AggregateStore<Publication> publications)
{
    public Task<IReadOnlyList<Stored<Report>?>> ReportsAsync(IReadOnlyList<string> ids, DateTimeOffset? asOf, CancellationToken cancellationToken) =>
        ids.Count == 0 ? Task.FromResult<IReadOnlyList<Stored<Report>?>>([]) : reports.LoadAsync(ids, asOf, cancellationToken);

    public Task<Connection<Stored<Report>>> PageAsync(ReportFilter? where, PageRequest page, DateTimeOffset? asOf, CancellationToken cancellationToken) =>
        reports.PageAsync(where is null ? [] : Translate(where), [], page, asOf, cancellationToken);

    /// <summary>Reports that name any of the projects or organisations, by id.</summary>
    public Task<IReadOnlyList<Stored<Report>>> ReportsNamingAsync(
        string path, IEnumerable<string> ids, DateTimeOffset? asOf, CancellationToken cancellationToken) =>
        reports.ListAsync(Conditions.In(path, ids), [], asOf, cancellationToken);

    public Task<IReadOnlyList<Publication?>> PublicationsAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken) =>
        PublicationsAsync(ids, null, cancellationToken);

    public async Task<IReadOnlyList<Publication?>> PublicationsAsync(
        IReadOnlyList<string> ids, DateTimeOffset? asOf, CancellationToken cancellationToken) =>
        ids.Count == 0 ? [] : await publications.LoadStatesAsync(ids, asOf, cancellationToken).ConfigureAwait(false);

    public async Task<IReadOnlyList<Publication>> AllPublicationsAsync(DateTimeOffset? asOf, CancellationToken cancellationToken) =>
        await publications.ListStatesAsync([], asOf, cancellationToken).ConfigureAwait(false);

    /// <summary>Publications that are something to any of the subjects, by id.</summary>
    public async Task<IReadOnlyList<Publication>> PublicationsOfAsync(
        IEnumerable<string> subjects, DateTimeOffset? asOf, CancellationToken cancellationToken) =>
        await publications.ListStatesAsync(Conditions.In("state.relations.subject", subjects), asOf, cancellationToken).ConfigureAwait(false);

    private static BsonDocument Translate(ReportFilter filter)
    {
        var all = new List<BsonDocument>();
        if (filter.Id is { } id)
            all.Add(Conditions.On("_id", id));
        if (filter.Kind is { } kind)
            all.Add(new BsonDocument("state.kind", BsonNames.Of(kind)));
        if (filter.Project is { } project)
            all.Add(Conditions.On("state.project", project));
        if (filter.Organisation is { } organisation)
            all.Add(Conditions.On("state.organisations", organisation));
        Conditions.AddNested(all, filter.And, filter.Or, filter.Not, Translate);
        return Conditions.And(all);
    }
}

/// <summary>How reports are chosen; null means not asked.</summary>
internal sealed record ReportFilter(
    IReadOnlyList<ReportFilter>? And, IReadOnlyList<ReportFilter>? Or, ReportFilter? Not, IdFilter? Id, ReportKind? Kind, IdFilter? Project,
    IdFilter? Organisation);
