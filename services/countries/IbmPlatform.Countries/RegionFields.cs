using IbmPlatform.Countries.Contracts;
using IbmPlatform.GraphQL.Execution;
using IbmPlatform.ServiceDefaults.Schema;

namespace IbmPlatform.Countries;

/// <summary>What a region is asked beyond its own members.</summary>
public static class RegionFields
{
    /// <summary>The countries that it lists, else those that its M49 code stands around; by code.</summary>
    public static async Task<IReadOnlyList<IReadOnlyList<Country>>> CountriesAsync(
        IReadOnlyList<Region> parents, CountryStore store, ResolverContext context, CancellationToken cancellationToken)
    {
        var listed = await Batch.ManyAsync(parents, region => region.Countries, ids => store.CountriesAsync(ids, context.RequestContext.AsOf, cancellationToken));
        var around = await store.CountriesOfRegionCodesAsync(parents.Select(region => region.Code).OfType<string>(), context.RequestContext.AsOf, cancellationToken);
        return
        [
            .. parents.Select((region, i) => (IReadOnlyList<Country>)
            [
                .. listed[i]
                    .Concat(around.Where(country => region.Code is { } code && CountryKeys.RegionCodes(country).Contains(code)))
                    .DistinctBy(country => country.Id)
                    .OrderBy(country => country.Code, StringComparer.Ordinal),
            ]),
        ];
    }

    /// <summary>Regions by id.</summary>
    public static Task<IReadOnlyList<Region?>> ResolveReferencesAsync(
        IReadOnlyList<EntityReference> references, CountryStore store, ResolverContext context, CancellationToken cancellationToken) =>
        store.RegionsAsync([.. references.Select(reference => reference["id"] ?? "")], context.RequestContext.AsOf, cancellationToken);
}
