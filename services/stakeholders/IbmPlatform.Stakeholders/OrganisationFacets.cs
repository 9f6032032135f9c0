using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Execution;
using IbmPlatform.ServiceDefaults.Aggregates;
using IbmPlatform.ServiceDefaults.Paging;
using IbmPlatform.Stakeholders.Contracts;

namespace IbmPlatform.Stakeholders;

/// <summary>Facets beside a page of organisations.</summary>
public static class OrganisationFacets
{
    internal const string CountryPath = "keys.country";

    private static readonly Dictionary<string, string> Paths = new(StringComparer.Ordinal) { ["type"] = "state.type", ["country"] = CountryPath };

    /// <summary>The values of each field over the whole list.</summary>
    public static async Task<IReadOnlyList<Facet>> FacetsAsync(
        Connection<Stored<Organisation>> parent, IReadOnlyList<string> fields, OrganisationStore store, ResolverContext context, CancellationToken cancellationToken)
    {
        FacetFields.RefuseRepeated(fields);
        var facets = new List<Facet>();
        foreach (var field in fields)
        {
            if (!Paths.TryGetValue(field, out var path))
                throw new GraphQLException($"There is no facet \"{field}\" of organisations; expected one of {string.Join(", ", Paths.Keys)}.", "BAD_USER_INPUT");
            var buckets = await store.CountByAsync(parent.Filter, path, context.RequestContext.AsOf, cancellationToken);
            if (field == "country")
            {
                var names = await store.CountryNamesAsync(buckets.Select(bucket => bucket.Key).OfType<string>(), cancellationToken);
                buckets = [.. buckets.Select(bucket => bucket with { Label = bucket.Key is { } code ? names.GetValueOrDefault(code) : null })];
            }
            facets.Add(new(field, buckets));
        }
        return facets;
    }
}
