using IbmPlatform.Countries.Contracts;
using IbmPlatform.GraphQL.Execution;
using IbmPlatform.ServiceDefaults.Paging;
using IbmPlatform.ServiceDefaults.Schema;

namespace IbmPlatform.Countries;

/// <summary>The service's root fields.</summary>
public static class CountryQueries
{
    /// <summary>A country by its alpha-2 code; null for a code that ISO 3166-1 does not have.</summary>
    public static async Task<Country?> CountryAsync(string code, CountryStore store, ResolverContext context, CancellationToken cancellationToken) =>
        (await store.CountriesAsync([CountryFields.IdOf(code)], context.RequestContext.AsOf, cancellationToken))[0];

    /// <summary>A page of countries by code.</summary>
    public static Task<Connection<Country>> CountriesAsync(CountryFilter? where, int? first, string? after, CountryStore store, ResolverContext context, CancellationToken cancellationToken) =>
        store.PageAsync(where, PageRequest.Of(first, after).For(context), context.RequestContext.AsOf, cancellationToken);

    /// <summary>Regions by id.</summary>
    public static Task<IReadOnlyList<Region>> RegionsAsync(RegionKind? kind, CountryStore store, ResolverContext context, CancellationToken cancellationToken) =>
        store.AllRegionsAsync(kind, context.RequestContext.AsOf, cancellationToken);

    /// <summary>Borders by id.</summary>
    public static Task<IReadOnlyList<Border>> BordersAsync(IReadOnlyList<string>? between, CountryStore store, ResolverContext context, CancellationToken cancellationToken) =>
        store.BordersBetweenAsync([.. (between ?? []).Select(CountryFields.IdOf)], context.RequestContext.AsOf, cancellationToken);

    /// <summary>Border areas by id.</summary>
    public static Task<IReadOnlyList<BorderArea>> BorderAreasAsync(CountryStore store, ResolverContext context, CancellationToken cancellationToken) =>
        store.AllBorderAreasAsync(context.RequestContext.AsOf, cancellationToken);

    /// <summary>Processes by id.</summary>
    public static Task<IReadOnlyList<Process>> ProcessesAsync(CountryStore store, ResolverContext context, CancellationToken cancellationToken) =>
        store.AllProcessesAsync(context.RequestContext.AsOf, cancellationToken);
}
