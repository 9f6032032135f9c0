using IbmPlatform.GraphQL.Execution;
using IbmPlatform.Projects.Contracts;
using IbmPlatform.ServiceDefaults.Aggregates;
using IbmPlatform.ServiceDefaults.Paging;
using IbmPlatform.ServiceDefaults.Schema;

namespace IbmPlatform.Projects;

/// <summary>Resolves a thematic area.</summary>
internal static class ThematicAreaFields
{
    public static Task<IReadOnlyList<ThematicArea?>> ResolveReferences(
        IReadOnlyList<EntityReference> references, ResolverContext context, ProgrammeStore store, CancellationToken cancellationToken) =>
        store.AreasAsync([.. references.Select(r => r["id"] ?? "")], context.RequestContext.AsOf, cancellationToken);

    public static Task<IReadOnlyList<Connection<Stored<Project>>>> ProjectsAsync(
        IReadOnlyList<ThematicArea> parents, int? first, string? after, ProjectStore store, ResolverContext context, CancellationToken cancellationToken) =>
        ReverseProjects.PagesAsync(
            parents, a => a.Id, a => [a.Id], "state.themes.thematicArea", p => p.Themes.Select(t => t.ThematicArea), new(null, null, PageRequest.Of(first, after), context.RequestContext.AsOf),
            store, cancellationToken);
}
