using IbmPlatform.GraphQL.Execution;
using IbmPlatform.ServiceDefaults.Aggregates;
using IbmPlatform.ServiceDefaults.Paging;
using IbmPlatform.ServiceDefaults.Schema;
using IbmPlatform.Stakeholders.Contracts;

namespace IbmPlatform.Stakeholders;

/// <summary>The service's root fields.</summary>
public static class OrganisationQueries
{
    /// <summary>One organisation; null where none fits.</summary>
    public static Task<Stored<Organisation>?> OrganisationAsync(
        OrganisationLookup by, OrganisationStore store, ResolverContext context, CancellationToken cancellationToken) =>
        store.FindAsync(by, context.RequestContext.AsOf, cancellationToken);

    /// <summary>A page of organisations.</summary>
    public static Task<Connection<Stored<Organisation>>> OrganisationsAsync(
        OrganisationFilter? where, IReadOnlyList<OrganisationOrder>? orderBy, int? first, string? after, int? last, string? before,
        OrganisationStore store, ResolverContext context, CancellationToken cancellationToken) =>
        store.PageAsync(where, orderBy, PageRequest.Of(first, after, last, before).For(context), context.RequestContext.AsOf, cancellationToken);
}
