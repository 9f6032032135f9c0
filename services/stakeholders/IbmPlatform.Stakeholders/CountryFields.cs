using IbmPlatform.GraphQL.Execution;
using IbmPlatform.ServiceDefaults.Aggregates;
using IbmPlatform.ServiceDefaults.Paging;
using IbmPlatform.ServiceDefaults.Schema;
using IbmPlatform.Stakeholders.Contracts;

namespace IbmPlatform.Stakeholders;

/// <summary>What this service adds to a country.</summary>
public static class CountryFields
{
    /// <summary>Organisations that are based there, by id.</summary>
    public static async Task<IReadOnlyList<Connection<Stored<Organisation>>>> OrganisationsBasedAsync(
        IReadOnlyList<CountryReference> parents, int? first, string? after, OrganisationStore store, ResolverContext context, CancellationToken cancellationToken)
    {
        var page = PageRequest.Of(first, after);
        var all = (await store.BasedInAsync(parents.Select(c => c.Id), context.RequestContext.AsOf, cancellationToken)).ToLookup(o => o.State.Country, StringComparer.Ordinal);
        return [.. parents.Select(country => Keyset.PageOf([.. all[country.Id]], o => o.Id, page, $"{country.Id} organisations"))];
    }
}
