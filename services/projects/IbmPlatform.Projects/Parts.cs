using IbmPlatform.GraphQL.Execution;
using IbmPlatform.Projects.Contracts;

namespace IbmPlatform.Projects;

/// <summary>Finds parts of projects by their own ids, all in one query.</summary>
internal static class Parts
{
    public static async Task<IReadOnlyList<T?>> FindAsync<T>(
        IReadOnlyList<EntityReference> references, string path, Func<Project, IEnumerable<T>> parts, Func<T, string> id, ProjectStore store,
        CancellationToken cancellationToken)
        where T : class
    {
        var ids = references.Select(r => r["id"] ?? "").ToList();
        var holders = await store.WithAnyAsync(path, ids, null, null, cancellationToken).ConfigureAwait(false);
        var found = holders.SelectMany(h => parts(h.State)).ToLookup(id, StringComparer.Ordinal);
        return [.. ids.Select(i => found[i].FirstOrDefault())];
    }
}
