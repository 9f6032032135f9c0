using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Projects.Contracts;
using IbmPlatform.ServiceDefaults.Aggregates;
using IbmPlatform.ServiceDefaults.Paging;

namespace IbmPlatform.Projects;

/// <summary>What a reverse field was asked for.</summary>
internal sealed record ProjectsArguments(ProjectFilter? Where, IReadOnlyList<ProjectOrder>? OrderBy, PageRequest Page, DateTimeOffset? AsOf);

/// <summary>Projects under the entities that they name: one query for all parents, then each parent's own page.</summary>
internal static class ReverseProjects
{
    public static async Task<IReadOnlyList<Connection<Stored<Project>>>> PagesAsync<TParent>(
        IReadOnlyList<TParent> parents, Func<TParent, string> idOf, Func<TParent, IReadOnlyList<string>> keysOf, string path, Func<Project, IEnumerable<string>> keysIn,
        ProjectsArguments arguments, ProjectStore store, CancellationToken cancellationToken)
    {
        var all = await store.WithAnyAsync(path, parents.SelectMany(keysOf), arguments.Where, arguments.OrderBy, arguments.AsOf, cancellationToken).ConfigureAwait(false);
        var byKey = all.SelectMany((project, place) => keysIn(project.State).Distinct(StringComparer.Ordinal).Select(key => (key, project, place)))
            .ToLookup(entry => entry.key, StringComparer.Ordinal);
        return [.. parents.Select(parent => Page(
            [.. keysOf(parent).SelectMany(key => byKey[key]).DistinctBy(entry => entry.place).OrderBy(entry => entry.place).Select(entry => entry.project)],
            arguments,
            idOf(parent)))];
    }

    private static Connection<Stored<Project>> Page(IReadOnlyList<Stored<Project>> projects, ProjectsArguments arguments, string parent) =>
        Keyset.PageOf(projects, project => project.Id, arguments.Page, $"{parent} projects in the order {string.Join(',', arguments.OrderBy ?? [])}") with
        {
            Filter = new BsonDocument("_id", new BsonDocument("$in", new BsonArray(projects.Select(p => (BsonValue)p.Id)))),
        };
}
