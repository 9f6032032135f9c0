using IbmPlatform.GraphQL.Errors;
using IbmPlatform.ServiceDefaults.Aggregates;
using IbmPlatform.ServiceDefaults.Paging;
using IbmPlatform.Stakeholders.Contracts;

namespace IbmPlatform.Stakeholders;

/// <summary>Facets beside a page of organisations.</summary>
public static class OrganisationFacets
{
    private static readonly Dictionary<string, string> Paths = new(StringComparer.Ordinal) { ["type"] = "state.type", ["country"] = "keys.country" };

    /// <summary>The values of each field over the whole list.</summary>
    public static async Task<IReadOnlyList<Facet>> FacetsAsync(
        Connection<Stored<Organisation>> parent, IReadOnlyList<string> fields, OrganisationStore store, CancellationToken cancellationToken)
    {
        var facets = new List<Facet>();
        foreach (var field in fields)
        {
            if (!Paths.TryGetValue(field, out var path))
                throw new GraphQLException($"There is no facet \"{field}\" of organisations; expected one of {string.Join(", ", Paths.Keys)}.", "BAD_USER_INPUT");
            facets.Add(new(field, await store.CountByAsync(parent.Filter, path, cancellationToken)));
        }
        return facets;
    }
}
