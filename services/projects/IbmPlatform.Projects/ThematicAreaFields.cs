using IbmPlatform.GraphQL.Execution;
using IbmPlatform.Projects.Contracts;
using IbmPlatform.ServiceDefaults.Aggregates;
using IbmPlatform.ServiceDefaults.Paging;
using IbmPlatform.ServiceDefaults.Schema;
using IbmPlatform.Values;

namespace IbmPlatform.Projects;

/// <summary>Resolves a thematic area.</summary>
internal static class ThematicAreaFields
{
    public static Task<IReadOnlyList<ThematicArea?>> ResolveReferences(
        IReadOnlyList<EntityReference> references, ResolverContext context, ProgrammeStore store, CancellationToken cancellationToken) =>
        store.AreasAsync([.. references.Select(r => r["id"] ?? "")], context.RequestContext.AsOf, cancellationToken);

    public static Task<IReadOnlyList<Connection<Stored<Project>>>> ProjectsAsync(
        IReadOnlyList<ThematicArea> parents, int? first, string? after, ProjectStore store, CancellationToken cancellationToken) =>
        ReverseProjects.PagesAsync(
            parents, a => [a.Id], "state.themes.thematicArea", p => p.Themes.Select(t => t.ThematicArea), new(null, null, PageRequest.Of(first, after)),
            store, cancellationToken);

    public static IReadOnlyList<ClaimOf> Claims(ThematicArea parent, string? field, ClaimKind? kind) => ClaimList.Of(parent.Claims, field, kind);

    public static IReadOnlyList<ConflictOf> Conflicts(ThematicArea parent) => ClaimList.Conflicts(parent.Claims, parent.Conflicts);
}
