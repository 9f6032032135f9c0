using IbmPlatform.GraphQL.Execution;
using IbmPlatform.Projects.Contracts;
using IbmPlatform.ServiceDefaults.Aggregates;
using IbmPlatform.ServiceDefaults.Paging;
using IbmPlatform.ServiceDefaults.Schema;

namespace IbmPlatform.Projects;

internal static class CountryFields
{
    public static Task<IReadOnlyList<Connection<Stored<Project>>>> ProjectsAsync(
        IReadOnlyList<CountryReference> parents, ProjectFilter? where, IReadOnlyList<ProjectOrder>? orderBy, int? first, string? after,
        ProjectStore store, ResolverContext context, CancellationToken cancellationToken) =>
        ReverseProjects.PagesAsync(
            parents, c => c.Id, c => [c.Id], "state.countries.country", p => p.Countries.Select(c => c.Country), new(where, orderBy, PageRequest.Of(first, after), context.RequestContext.AsOf),
            store, cancellationToken);
}

internal static class RegionFields
{
    public static async Task<IReadOnlyList<Connection<Stored<Project>>>> ProjectsAsync(
        IReadOnlyList<RegionReference> parents, int? first, string? after, ProjectStore store, ResolverContext context, CancellationToken cancellationToken)
    {
        PastReading.Refuse(context);
        var countries = await store.CountriesOfAsync(parents.Select(r => r.Id), cancellationToken).ConfigureAwait(false);
        return await ReverseProjects.PagesAsync(
            parents, r => r.Id, r => countries.GetValueOrDefault(r.Id) ?? [], "state.countries.country", p => p.Countries.Select(c => c.Country),
            new(null, null, PageRequest.Of(first, after), null), store, cancellationToken).ConfigureAwait(false);
    }
}

internal static class BorderFields
{
    public static Task<IReadOnlyList<Connection<Stored<Project>>>> ProjectsAsync(
        IReadOnlyList<BorderReference> parents, int? first, string? after, ProjectStore store, ResolverContext context, CancellationToken cancellationToken) =>
        ReverseProjects.PagesAsync(
            parents, b => b.Id, b => [b.Id], "state.borders", p => p.Borders, new(null, null, PageRequest.Of(first, after), context.RequestContext.AsOf), store, cancellationToken);
}

internal static class BorderAreaFields
{
    public static Task<IReadOnlyList<Connection<Stored<Project>>>> ProjectsAsync(
        IReadOnlyList<BorderAreaReference> parents, int? first, string? after, ProjectStore store, ResolverContext context, CancellationToken cancellationToken) =>
        ReverseProjects.PagesAsync(
            parents, a => a.Id, a => [a.Id], "state.borderAreas", p => p.BorderAreas, new(null, null, PageRequest.Of(first, after), context.RequestContext.AsOf), store, cancellationToken);
}

internal static class ProcessFields
{
    public static Task<IReadOnlyList<Connection<Stored<Project>>>> ProjectsAsync(
        IReadOnlyList<ProcessReference> parents, int? first, string? after, ProjectStore store, ResolverContext context, CancellationToken cancellationToken) =>
        ReverseProjects.PagesAsync(
            parents, p => p.Id, p => [p.Id], "state.processes", p => p.Processes, new(null, null, PageRequest.Of(first, after), context.RequestContext.AsOf), store, cancellationToken);
}
