using IbmPlatform.GraphQL.Execution;
using IbmPlatform.Projects.Contracts;

namespace IbmPlatform.Projects;

/// <summary>Finds parts of projects by their own ids, all in one query; in the past, as their projects held them then.</summary>
internal static class Parts
{
    public static async Task<IReadOnlyList<T?>> FindAsync<T>(
        IReadOnlyList<EntityReference> references, string path, Func<Project, IEnumerable<T>> parts, Func<T, string> id, DateTimeOffset? asOf,
        ProjectStore store, CancellationToken cancellationToken)
        where T : class
    {
        var ids = references.Select(r => r["id"] ?? "").ToList();
        var holders = asOf is { } at
            ? await store.WithAnyAtAsync(path, ids, at, cancellationToken).ConfigureAwait(false)
            : await store.WithAnyAsync(path, ids, null, null, null, cancellationToken).ConfigureAwait(false);
        var found = holders.SelectMany(h => parts(h.State)).ToLookup(id, StringComparer.Ordinal);
        return [.. ids.Select(i => found[i].FirstOrDefault())];
    }
}
