using IbmPlatform.GraphQL.Execution;
using IbmPlatform.Projects.Contracts;
using IbmPlatform.ServiceDefaults.Aggregates;
using IbmPlatform.ServiceDefaults.Paging;

namespace IbmPlatform.Projects;

/// <summary>The service's root fields.</summary>
internal static class ProjectQueries
{
    public static async Task<Stored<Project>?> ProjectAsync(ProjectLookup by, ResolverContext context, ProjectStore store, CancellationToken cancellationToken)
    {
        var id = await store.FindIdAsync(by, context.RequestContext.AsOf, cancellationToken).ConfigureAwait(false);
        return id is null ? null : (await store.LoadAsync([id], context.RequestContext.AsOf, cancellationToken).ConfigureAwait(false))[0];
    }

    public static Task<Connection<Stored<Project>>> ProjectsAsync(
        ProjectFilter? where, IReadOnlyList<ProjectOrder>? orderBy, int? first, string? after, int? last, string? before,
        ResolverContext context, ProjectStore store, CancellationToken cancellationToken) =>
        store.PageAsync(where, orderBy, PageRequest.Of(first, after, last, before).For(context), context.RequestContext.AsOf, cancellationToken);

    public static async Task<Stored<Programme>?> ProgrammeAsync(
        ProgrammeLookup by, ResolverContext context, ProgrammeStore store, CancellationToken cancellationToken)
    {
        var id = await store.FindIdAsync(by, context.RequestContext.AsOf, cancellationToken).ConfigureAwait(false);
        return id is null ? null : (await store.LoadAsync([id], context.RequestContext.AsOf, cancellationToken).ConfigureAwait(false))[0];
    }

    public static Task<Connection<Stored<Programme>>> ProgrammesAsync(
        int? first, string? after, ResolverContext context, ProgrammeStore store, CancellationToken cancellationToken) =>
        store.PageAsync(PageRequest.Of(first, after).For(context), context.RequestContext.AsOf, cancellationToken);

    public static Task<IReadOnlyList<ThematicArea>> ThematicAreasAsync(ResolverContext context, ProgrammeStore store, CancellationToken cancellationToken) =>
        store.AllAreasAsync(context.RequestContext.AsOf, cancellationToken);

    public static Task<IReadOnlyList<SourceDocument>> SourceDocumentsAsync(ResolverContext context, ProgrammeStore store, CancellationToken cancellationToken) =>
        store.AllDocumentsAsync(context.RequestContext.AsOf, cancellationToken);
}
