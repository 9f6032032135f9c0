using IbmPlatform.GraphQL.Execution;
using IbmPlatform.Projects.Contracts;
using IbmPlatform.ServiceDefaults.Aggregates;
using IbmPlatform.ServiceDefaults.Paging;
using IbmPlatform.ServiceDefaults.Schema;
using IbmPlatform.Values;

namespace IbmPlatform.Projects;

/// <summary>Resolves a programme.</summary>
internal static class ProgrammeFields
{
    public static Task<IReadOnlyList<Stored<Programme>?>> ResolveReferences(
        IReadOnlyList<EntityReference> references, ResolverContext context, ProgrammeStore store, CancellationToken cancellationToken) =>
        store.LoadAsync([.. references.Select(r => r["id"] ?? "")], context.RequestContext.AsOf, cancellationToken);

    public static string Slug(Stored<Programme> parent) => parent.State.Slug;

    public static ProgrammeKind Kind(Stored<Programme> parent) => parent.State.Kind;

    public static LocalizedText Name(Stored<Programme> parent) => parent.State.Name;

    public static string? Acronym(Stored<Programme> parent) => parent.State.Acronym;

    public static IReadOnlyList<Description> Descriptions(Stored<Programme> parent, DescriptionKind? kind) =>
        [.. parent.State.Descriptions.Where(d => kind is null || d.Kind == kind)];

    public static Period? Period(Stored<Programme> parent) => parent.State.Period;

    public static IReadOnlyList<ProjectTheme> ThematicAreas(Stored<Programme> parent) => parent.State.ThematicAreas;

    public static Task<IReadOnlyList<Stored<Programme>?>> ParentAsync(
        IReadOnlyList<Stored<Programme>> parents, ResolverContext context, ProgrammeStore store, CancellationToken cancellationToken) =>
        Batch.OneAsync(parents, p => p.State.Parent, ids => store.LoadAsync(ids, context.RequestContext.AsOf, cancellationToken));

    public static async Task<IReadOnlyList<IReadOnlyList<Stored<Programme>>>> ChildrenAsync(
        IReadOnlyList<Stored<Programme>> parents, ProgrammeStore store, ResolverContext context, CancellationToken cancellationToken)
    {
        var children = await store.ChildrenAsync(parents.Select(p => p.Id), context.RequestContext.AsOf, cancellationToken).ConfigureAwait(false);
        return Batch.Pick(parents, children, (parent, child) => child.State.Parent == parent.Id);
    }

    public static Task<IReadOnlyList<IReadOnlyList<Stored<Programme>>>> PredecessorsAsync(
        IReadOnlyList<Stored<Programme>> parents, ResolverContext context, ProgrammeStore store, CancellationToken cancellationToken) =>
        Batch.ManyAsync(parents, p => p.State.Predecessors, ids => store.LoadAsync(ids, context.RequestContext.AsOf, cancellationToken));

    public static async Task<IReadOnlyList<IReadOnlyList<Stored<Programme>>>> SuccessorsAsync(
        IReadOnlyList<Stored<Programme>> parents, ProgrammeStore store, ResolverContext context, CancellationToken cancellationToken)
    {
        var successors = await store.SuccessorsAsync(parents.Select(p => p.Id), context.RequestContext.AsOf, cancellationToken).ConfigureAwait(false);
        return Batch.Pick(parents, successors, (parent, successor) => successor.State.Predecessors.Contains(parent.Id));
    }

    public static IReadOnlyList<OrganisationReference> Owners(Stored<Programme> parent) => [.. parent.State.Owners.Select(OrganisationReference.To)];

    public static IReadOnlyList<RegionReference> Regions(Stored<Programme> parent) => [.. parent.State.Regions.Select(RegionReference.To)];

    public static Task<IReadOnlyList<Connection<Stored<Project>>>> ProjectsAsync(
        IReadOnlyList<Stored<Programme>> parents, ProjectFilter? where, IReadOnlyList<ProjectOrder>? orderBy, int? first, string? after,
        ProjectStore store, ResolverContext context, CancellationToken cancellationToken) =>
        ReverseProjects.PagesAsync(
            parents, p => p.Id, p => [p.Id], "state.programme", p => p.Programme is { } id ? [id] : [], new(where, orderBy, PageRequest.Of(first, after), context.RequestContext.AsOf),
            store, cancellationToken);
}
