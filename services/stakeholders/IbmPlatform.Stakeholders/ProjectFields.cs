using IbmPlatform.GraphQL.Execution;
using IbmPlatform.ServiceDefaults.Paging;
using IbmPlatform.ServiceDefaults.Schema;
using IbmPlatform.Stakeholders.Contracts;
using IbmPlatform.Values;

namespace IbmPlatform.Stakeholders;

/// <summary>What this service adds to a project.</summary>
public static class ProjectFields
{
    /// <summary>Who takes part.</summary>
    public static async Task<IReadOnlyList<Connection<Participation>>> ParticipationsAsync(
        IReadOnlyList<ProjectReference> parents, ParticipationRole? role, int? first, string? after, OrganisationStore store, ResolverContext context,
        CancellationToken cancellationToken)
    {
        var page = PageRequest.Of(first, after);
        var all = (await store.OfProjectsAsync(parents.Select(p => p.Id), role, context.RequestContext.AsOf, cancellationToken)).ToLookup(p => p.Project, StringComparer.Ordinal);
        return [.. parents.Select(project => Keyset.PageOf([.. all[project.Id]], p => p.Id, page, $"{project.Id} participations"))];
    }

    /// <summary>What sources say about participants that no participation holds.</summary>
    public static async Task<IReadOnlyList<IReadOnlyList<ClaimOf>>> ParticipationClaimsAsync(
        IReadOnlyList<ProjectReference> parents, ParticipationRole? role, OrganisationStore store, ResolverContext context, CancellationToken cancellationToken)
    {
        var all = (await store.ClaimsOfProjectsAsync(parents.Select(p => p.Id), role, context.RequestContext.AsOf, cancellationToken)).ToLookup(c => c.Project, StringComparer.Ordinal);
        return [.. parents.Select(project => (IReadOnlyList<ClaimOf>)[.. all[project.Id].SelectMany(claims => ClaimList.Of(claims.Claims, null, null))])];
    }
}
