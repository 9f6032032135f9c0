using IbmPlatform.GraphQL.Execution;
using IbmPlatform.Reports.Contracts;
using IbmPlatform.ServiceDefaults.Schema;

namespace IbmPlatform.Reports;

/// <summary>Resolves a publication.</summary>
internal static class PublicationFields
{
    public static Task<IReadOnlyList<Publication?>> ResolveReferencesAsync(
        IReadOnlyList<EntityReference> references, ResolverContext context, ReportStore store, CancellationToken cancellationToken) =>
        store.PublicationsAsync([.. references.Select(r => r["id"] ?? "")], context.RequestContext.AsOf, cancellationToken);

    public static IReadOnlyList<RegionReference> Scope(Publication parent) => [.. parent.Scope.Select(RegionReference.To)];

    public static Task<IReadOnlyList<IReadOnlyList<Publication>>> SupersedesAsync(
        IReadOnlyList<Publication> parents, ResolverContext context, ReportStore store, CancellationToken cancellationToken) =>
        Batch.ManyAsync(parents, p => p.Supersedes, ids => store.PublicationsAsync(ids, context.RequestContext.AsOf, cancellationToken));
}

/// <summary>Names the organisation behind a publication.</summary>
internal static class PublicationRoleFields
{
    public static OrganisationReference? Organisation(PublicationRole parent) => parent.Organisation is { } id ? new(id) : null;
}
