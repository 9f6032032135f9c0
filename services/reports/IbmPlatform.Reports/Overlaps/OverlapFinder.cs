using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Execution;
using IbmPlatform.Projects.Contracts;
using IbmPlatform.Reports.Following;
using IbmPlatform.Values;

namespace IbmPlatform.Reports.Overlaps;

/// <summary>Finds overlaps, the greatest first.</summary>
internal sealed class OverlapFinder(FollowedStore store)
{
    /// <summary>Between the projects that a filter chooses.</summary>
    public async Task<IReadOnlyList<Overlap>> AmongAsync(ProjectFilter? where, double? minimumScore, CancellationToken cancellationToken)
    {
        if (minimumScore is < 0 or > 1)
            throw new GraphQLException($"minimumScore is {minimumScore}; expected 0 to 1, as scores are.", "BAD_USER_INPUT");
        var projects = await store.ProjectsAsync(where, cancellationToken).ConfigureAwait(false);
        var names = await NamesAsync(projects, cancellationToken).ConfigureAwait(false);
        var seen = new HashSet<(string, string)>();
        var found = new List<Overlap>();
        // Only projects that share a country meet, so that most pairs are never looked at.
        foreach (var here in projects.SelectMany(p => Sets.Countries(p).Select(country => (country, p))).GroupBy(x => x.country, x => x.p, StringComparer.Ordinal))
        {
            List<Project> all = [.. here];
            for (var i = 0; i < all.Count; i++)
            {
                for (var j = i + 1; j < all.Count; j++)
                {
                    if (seen.Add((all[i].Id, all[j].Id)) && OverlapRule.Of(all[i], all[j], names) is { } overlap && overlap.Score >= (minimumScore ?? 0))
                        found.Add(overlap);
                }
            }
        }
        return Ordered(found);
    }

    /// <summary>Of each project with all others.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<Overlap>>> OfAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var projects = await store.ProjectsAsync(ids, cancellationToken).ConfigureAwait(false);
        var neighbours = await store.ProjectsInAsync(projects.OfType<Project>().SelectMany(Sets.Countries), cancellationToken).ConfigureAwait(false);
        var names = await NamesAsync(neighbours, cancellationToken).ConfigureAwait(false);
        return
        [
            .. projects.Select(project => project is null
                ? []
                : Ordered(neighbours.Where(n => n.Id != project.Id).Select(n => OverlapRule.Of(project, n, names)).OfType<Overlap>())),
        ];
    }

    private static IReadOnlyList<Overlap> Ordered(IEnumerable<Overlap> overlaps) =>
        [.. overlaps.OrderByDescending(o => o.Score).ThenBy(o => o.Id, StringComparer.Ordinal)];

    private Task<IReadOnlyDictionary<string, LocalizedText>> NamesAsync(IReadOnlyList<Project> projects, CancellationToken cancellationToken) =>
        store.NamesAsync(projects.SelectMany(p => Sets.Countries(p).Concat(Sets.Themes(p))), cancellationToken);
}
