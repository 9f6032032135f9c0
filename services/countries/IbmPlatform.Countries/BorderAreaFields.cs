using IbmPlatform.Countries.Contracts;
using IbmPlatform.GraphQL.Execution;
using IbmPlatform.ServiceDefaults.Schema;

namespace IbmPlatform.Countries;

/// <summary>What a border area is asked beyond its own members.</summary>
public static class BorderAreaFields
{
    /// <summary>The countries that it lies in.</summary>
    public static Task<IReadOnlyList<IReadOnlyList<Country>>> CountriesAsync(
        IReadOnlyList<BorderArea> parents, CountryStore store, ResolverContext context, CancellationToken cancellationToken) =>
        Batch.ManyAsync(parents, area => area.Countries, ids => store.CountriesAsync(ids, context.RequestContext.AsOf, cancellationToken));

    /// <summary>Border areas by id.</summary>
    public static Task<IReadOnlyList<BorderArea?>> ResolveReferencesAsync(
        IReadOnlyList<EntityReference> references, CountryStore store, ResolverContext context, CancellationToken cancellationToken) =>
        store.BorderAreasAsync([.. references.Select(reference => reference["id"] ?? "")], context.RequestContext.AsOf, cancellationToken);
}
