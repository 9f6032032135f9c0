using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Execution;
using IbmPlatform.Reports.Contracts;
using IbmPlatform.Reports.Overlaps;
using IbmPlatform.Reports.Quality;
using IbmPlatform.ServiceDefaults.Aggregates;
using IbmPlatform.ServiceDefaults.Paging;
using IbmPlatform.ServiceDefaults.Schema;

namespace IbmPlatform.Reports;

/// <summary>What this service adds to a project.</summary>
internal static class ProjectFields
{
    public static async Task<IReadOnlyList<Connection<Stored<Report>>>> ReportsAsync(
        IReadOnlyList<ProjectReference> parents, int? first, string? after, ReportStore store, ResolverContext context, CancellationToken cancellationToken)
    {
        var page = PageRequest.Of(first, after);
        var all = await store.ReportsNamingAsync("state.project", parents.Select(p => p.Id), context.RequestContext.AsOf, cancellationToken).ConfigureAwait(false);
        var own = Batch.Pick(parents, all, (project, report) => report.State.Project == project.Id);
        return [.. parents.Zip(own, (project, reports) => Keyset.PageOf(reports, r => r.Id, page, $"{project.Id} reports"))];
    }

    public static async Task<IReadOnlyList<IReadOnlyList<Publication>>> PublicationsAsync(
        IReadOnlyList<ProjectReference> parents, PublicationRelation? relation, ReportStore store, ResolverContext context, CancellationToken cancellationToken)
    {
        var all = await store.PublicationsOfAsync(parents.Select(p => p.Id), context.RequestContext.AsOf, cancellationToken).ConfigureAwait(false);
        return Batch.Pick(parents, all, (project, publication) =>
            publication.Relations.Any(r => r.Subject == project.Id && (relation is null || r.Relation == relation)));
    }

    public static async Task<IReadOnlyList<Connection<Overlap>>> OverlapsAsync(
        IReadOnlyList<ProjectReference> parents, int? first, string? after, ResolverContext context, OverlapFinder finder, CancellationToken cancellationToken)
    {
        PastReading.Refuse(context);
        var page = PageRequest.Of(first, after);
        var found = await finder.OfAsync([.. parents.Select(p => p.Id)], cancellationToken).ConfigureAwait(false);
        return [.. parents.Zip(found, (project, own) => Keyset.PageOf(own, o => o.Id, page, $"{project.Id} overlaps"))];
    }

    public static Task<IReadOnlyList<IReadOnlyList<Similarity>>> SimilarAsync(
        IReadOnlyList<ProjectReference> parents, int? first, ResolverContext context, SimilarProjects similar, CancellationToken cancellationToken)
    {
        PastReading.Refuse(context);
        var count = first ?? 10;
        if (count is < 0 or > PageRequest.MaxSize)
            throw new GraphQLException($"first is {count}; expected 0 to {PageRequest.MaxSize}.", "BAD_USER_INPUT");
        return similar.OfAsync([.. parents.Select(p => p.Id)], count, cancellationToken);
    }

    public static Task<IReadOnlyList<IReadOnlyList<DataQualityFinding>?>> DataQualityAsync(
        IReadOnlyList<ProjectReference> parents, ResolverContext context, DataQuality quality, CancellationToken cancellationToken)
    {
        PastReading.Refuse(context);
        return quality.OfAsync([.. parents.Select(p => p.Id)], cancellationToken);
    }
}

/// <summary>What this service adds to an organisation.</summary>
internal static class OrganisationFields
{
    public static async Task<IReadOnlyList<Connection<Stored<Report>>>> ReportsAsync(
        IReadOnlyList<OrganisationReference> parents, int? first, string? after, ReportStore store, ResolverContext context, CancellationToken cancellationToken)
    {
        var page = PageRequest.Of(first, after);
        var all = await store.ReportsNamingAsync("state.organisations", parents.Select(p => p.Id), context.RequestContext.AsOf, cancellationToken).ConfigureAwait(false);
        var own = Batch.Pick(parents, all, (organisation, report) => report.State.Organisations.Contains(organisation.Id));
        return [.. parents.Zip(own, (organisation, reports) => Keyset.PageOf(reports, r => r.Id, page, $"{organisation.Id} reports"))];
    }
}
