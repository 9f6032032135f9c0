using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Execution;
using IbmPlatform.Projects.Contracts;
using IbmPlatform.ServiceDefaults.Aggregates;
using IbmPlatform.ServiceDefaults.Filtering;
using IbmPlatform.ServiceDefaults.Paging;
using IbmPlatform.Values;

namespace IbmPlatform.Projects;

/// <summary>Divides the whole of a list of projects by the values of a field.</summary>
internal static class ProjectFacets
{
    private static readonly Dictionary<string, Func<Project, PartialDate, IEnumerable<string>>> Values = new(StringComparer.Ordinal)
    {
        ["countries"] = (p, _) => p.Countries.Select(c => EntityId.Parse(c.Country).Key),
        ["thematicAreas"] = (p, _) => p.Themes.Select(t => t.ThematicArea),
        ["programme"] = (p, _) => p.Programme is { } id ? [id] : [],
        ["status"] = (p, today) => [BsonNames.Of(ProjectStatusRule.On(p.Period, today))],
        ["startYear"] = (p, _) => p.Period?.Start is { } start ? [$"{start.Year}"] : [],
    };

    public static async Task<IReadOnlyList<Facet>> FacetsAsync(
        Connection<Stored<Project>> parent, IReadOnlyList<string> fields, ResolverContext context, ProjectStore store, ProgrammeStore programmes,
        CancellationToken cancellationToken)
    {
        if (fields.FirstOrDefault(f => !Values.ContainsKey(f)) is { } unknown)
            throw new GraphQLException($"There is no facet \"{unknown}\"; expected {string.Join(", ", Values.Keys)}.", "BAD_USER_INPUT");
        FacetFields.RefuseRepeated(fields);
        var projects = await store.ListAsync(parent.Filter, context.RequestContext.AsOf, cancellationToken).ConfigureAwait(false);
        var facets = new List<Facet>();
        foreach (var field in fields)
        {
            var buckets = Count(projects, Values[field], store.DayOf(context.RequestContext.AsOf));
            var labels = await LabelsAsync(field, buckets, store, programmes, cancellationToken).ConfigureAwait(false);
            facets.Add(new(field, [.. buckets.Select(b => b with { Label = b.Key is null ? null : labels.GetValueOrDefault(b.Key) })]));
        }
        return facets;
    }

    /// <summary>The fullest bucket first, what is not stated last.</summary>
    private static List<FacetBucket> Count(
        IReadOnlyList<Stored<Project>> projects, Func<Project, PartialDate, IEnumerable<string>> valuesOf, PartialDate today) =>
        [.. projects.SelectMany(p => valuesOf(p.State, today).Distinct(StringComparer.Ordinal).Cast<string?>().DefaultIfEmpty(null))
            .GroupBy(value => value ?? "", (key, group) => new FacetBucket(key.Length == 0 ? null : key, null, group.Count()))
            .OrderBy(b => b.Key is null).ThenByDescending(b => b.Count).ThenBy(b => b.Key, StringComparer.Ordinal)];

    private static async Task<Dictionary<string, LocalizedText>> LabelsAsync(
        string field, IReadOnlyList<FacetBucket> buckets, ProjectStore store, ProgrammeStore programmes, CancellationToken cancellationToken)
    {
        List<string> ids = [.. buckets.Select(b => b.Key).OfType<string>()];
        return field switch
        {
            "countries" => await store.CountryNamesAsync(ids, cancellationToken).ConfigureAwait(false),
            "thematicAreas" => (await programmes.AreasAsync(ids, null, cancellationToken).ConfigureAwait(false))
                .OfType<ThematicArea>().ToDictionary(a => a.Id, a => a.Name, StringComparer.Ordinal),
            "programme" => (await programmes.LoadAsync(ids, null, cancellationToken).ConfigureAwait(false))
                .OfType<Stored<Programme>>().ToDictionary(p => p.Id, p => p.State.Name, StringComparer.Ordinal),
            _ => new(StringComparer.Ordinal),
        };
    }
}
