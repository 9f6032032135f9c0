using IbmPlatform.Countries.Contracts;
using IbmPlatform.GraphQL.Execution;
using IbmPlatform.ServiceDefaults.Schema;

namespace IbmPlatform.Countries;

/// <summary>What a country is asked beyond its own members.</summary>
public static class CountryFields
{
    /// <summary>The typed id of an alpha-2 code.</summary>
    internal static string IdOf(string code) => $"country/{code}";

    /// <summary>Regions that list the country or whose M49 code stands around it, by id.</summary>
    public static async Task<IReadOnlyList<IReadOnlyList<Region>>> RegionsAsync(
        IReadOnlyList<Country> parents, RegionKind? kind, CountryStore store, ResolverContext context, CancellationToken cancellationToken)
    {
        var around = await store.RegionsAroundAsync(parents, context.RequestContext.AsOf, cancellationToken);
        return Batch.Pick(parents, around, (country, region) => (kind is null || region.Kind == kind) && Includes(region, country));
    }

    /// <summary>Borders that the country has, by id.</summary>
    public static async Task<IReadOnlyList<IReadOnlyList<Border>>> BordersAsync(
        IReadOnlyList<Country> parents, CountryStore store, ResolverContext context, CancellationToken cancellationToken)
    {
        var touching = await store.BordersTouchingAsync(parents.Select(country => country.Id), context.RequestContext.AsOf, cancellationToken);
        return Batch.Pick(parents, touching, (country, border) => border.Countries.Contains(country.Id));
    }

    /// <summary>Countries by id or by code.</summary>
    public static Task<IReadOnlyList<Country?>> ResolveReferencesAsync(
        IReadOnlyList<EntityReference> references, CountryStore store, ResolverContext context, CancellationToken cancellationToken) =>
        store.CountriesAsync([.. references.Select(reference => reference["id"] ?? IdOf(reference["code"] ?? ""))], context.RequestContext.AsOf, cancellationToken);

    private static bool Includes(Region region, Country country) =>
        region.Countries.Contains(country.Id) || (region.Code is { } code && CountryKeys.RegionCodes(country).Contains(code));
}
