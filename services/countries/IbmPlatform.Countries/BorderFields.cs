using IbmPlatform.Countries.Contracts;
using IbmPlatform.GraphQL.Execution;
using IbmPlatform.ServiceDefaults.Schema;

namespace IbmPlatform.Countries;

/// <summary>What a border is asked beyond its own members.</summary>
public static class BorderFields
{
    /// <summary>The countries that share it.</summary>
    public static Task<IReadOnlyList<IReadOnlyList<Country>>> CountriesAsync(
        IReadOnlyList<Border> parents, CountryStore store, ResolverContext context, CancellationToken cancellationToken) =>
        Batch.ManyAsync(parents, border => border.Countries, ids => store.CountriesAsync(ids, context.RequestContext.AsOf, cancellationToken));

    /// <summary>Areas that lie on it, by id.</summary>
    public static async Task<IReadOnlyList<IReadOnlyList<BorderArea>>> AreasAsync(
        IReadOnlyList<Border> parents, CountryStore store, ResolverContext context, CancellationToken cancellationToken)
    {
        var areas = await store.AreasOnAsync(parents.Select(border => border.Id), context.RequestContext.AsOf, cancellationToken);
        return Batch.Pick(parents, areas, (border, area) => area.Borders.Contains(border.Id));
    }

    /// <summary>Borders by id.</summary>
    public static Task<IReadOnlyList<Border?>> ResolveReferencesAsync(
        IReadOnlyList<EntityReference> references, CountryStore store, ResolverContext context, CancellationToken cancellationToken) =>
        store.BordersAsync([.. references.Select(reference => reference["id"] ?? "")], context.RequestContext.AsOf, cancellationToken);
}
