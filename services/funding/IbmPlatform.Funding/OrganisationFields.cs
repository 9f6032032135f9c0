using IbmPlatform.Funding.Contracts;
using IbmPlatform.GraphQL.Execution;
using IbmPlatform.ServiceDefaults.Paging;
using IbmPlatform.ServiceDefaults.Schema;

namespace IbmPlatform.Funding;

/// <summary>What this service adds to an organisation.</summary>
public static class OrganisationFields
{
    /// <summary>What it gives as a donor, by id.</summary>
    public static async Task<IReadOnlyList<Connection<Contribution>>> ContributionsAsync(
        IReadOnlyList<OrganisationReference> parents, int? first, string? after, FundingStore store, ResolverContext context, CancellationToken cancellationToken)
    {
        var page = PageRequest.Of(first, after);
        var all = (await store.ContributionsByAsync(parents.Select(o => o.Id), context.RequestContext.AsOf, cancellationToken)).ToLookup(c => c.Donor, StringComparer.Ordinal);
        return [.. parents.Select(organisation => Keyset.PageOf([.. all[organisation.Id]], c => c.Id, page, $"{organisation.Id} contributions"))];
    }
}
