using IbmPlatform.GraphQL.Execution;
using IbmPlatform.Projects.Contracts;
using IbmPlatform.ServiceDefaults.Aggregates;
using IbmPlatform.ServiceDefaults.Schema;
using IbmPlatform.Values;

namespace IbmPlatform.Projects;

internal static class ProjectCountryFields
{
    public static CountryReference Country(ProjectCountry parent) => new(parent.Country);
}

internal static class ProjectThemeFields
{
    public static Task<IReadOnlyList<ThematicArea?>> ThematicAreaAsync(
        IReadOnlyList<ProjectTheme> parents, ResolverContext context, ProgrammeStore store, CancellationToken cancellationToken) =>
        store.AreasAsync([.. parents.Select(p => p.ThematicArea)], context.RequestContext.AsOf, cancellationToken);
}

internal static class ObjectiveFields
{
    public static Task<IReadOnlyList<Objective?>> ResolveReferences(
        IReadOnlyList<EntityReference> references, ResolverContext context, ProjectStore store, CancellationToken cancellationToken) =>
        Parts.FindAsync(references, "state.objectives._id", p => p.Objectives, o => o.Id, context.RequestContext.AsOf, store, cancellationToken);
}

internal static class ComponentFields
{
    public static Task<IReadOnlyList<PartOf<Component>?>> ResolveReferences(
        IReadOnlyList<EntityReference> references, ResolverContext context, ProjectStore store, CancellationToken cancellationToken) =>
        Parts.FindAsync(references, "state.components._id", p => PartOf.All(p, x => x.Components), c => c.Part.Id, context.RequestContext.AsOf, store, cancellationToken);

    public static string Id(PartOf<Component> parent) => parent.Part.Id;

    public static int? Number(PartOf<Component> parent) => parent.Part.Number;

    public static LocalizedText Title(PartOf<Component> parent) => parent.Part.Title;

    public static LocalizedText? Description(PartOf<Component> parent) => parent.Part.Description;

    public static IReadOnlyList<Objective> Objectives(PartOf<Component> parent) =>
        [.. parent.Project.Objectives.Where(o => parent.Part.Objectives.Contains(o.Id))];

    public static IReadOnlyList<PartOf<Result>> Results(PartOf<Component> parent) =>
        PartOf.All(parent.Project, p => p.Results.Where(r => parent.Part.Results.Contains(r.Id) || r.Component == parent.Part.Id));

    public static IReadOnlyList<ProcessReference> Processes(PartOf<Component> parent) => [.. parent.Part.Processes.Select(ProcessReference.To)];
}

internal static class ResultFields
{
    public static Task<IReadOnlyList<PartOf<Result>?>> ResolveReferences(
        IReadOnlyList<EntityReference> references, ResolverContext context, ProjectStore store, CancellationToken cancellationToken) =>
        Parts.FindAsync(references, "state.results._id", p => PartOf.All(p, x => x.Results), r => r.Part.Id, context.RequestContext.AsOf, store, cancellationToken);

    public static string Id(PartOf<Result> parent) => parent.Part.Id;

    public static ResultType Type(PartOf<Result> parent) => parent.Part.Type;

    public static int? Number(PartOf<Result> parent) => parent.Part.Number;

    public static LocalizedText Title(PartOf<Result> parent) => parent.Part.Title;

    public static PartOf<Result>? Parent(PartOf<Result> parent) => PartOf.All(parent.Project, p => p.Results.Where(r => r.Id == parent.Part.Parent)).SingleOrDefault();

    public static IReadOnlyList<PartOf<Result>> Children(PartOf<Result> parent) => PartOf.All(parent.Project, p => p.Results.Where(r => r.Parent == parent.Part.Id));

    public static PartOf<Component>? Component(PartOf<Result> parent) =>
        parent.Project.Components.FirstOrDefault(c => c.Id == parent.Part.Component || c.Results.Contains(parent.Part.Id)) is { } component
            ? new(component, parent.Project)
            : null;

    public static IReadOnlyList<Indicator> Indicators(PartOf<Result> parent) => parent.Part.Indicators;
}

internal static class IndicatorFields
{
    public static Task<IReadOnlyList<Indicator?>> ResolveReferences(
        IReadOnlyList<EntityReference> references, ResolverContext context, ProjectStore store, CancellationToken cancellationToken) =>
        Parts.FindAsync(references, "state.results.indicators._id", p => p.Results.SelectMany(r => r.Indicators), i => i.Id, context.RequestContext.AsOf, store, cancellationToken);
}

internal static class IndicatorPeriodFields
{
    public static Task<IReadOnlyList<IndicatorPeriod?>> ResolveReferences(
        IReadOnlyList<EntityReference> references, ResolverContext context, ProjectStore store, CancellationToken cancellationToken) =>
        Parts.FindAsync(
            references, "state.results.indicators.periods._id", p => p.Results.SelectMany(r => r.Indicators).SelectMany(i => i.Periods), i => i.Id, context.RequestContext.AsOf, store,
            cancellationToken);
}

internal static class ActivityFields
{
    public static Task<IReadOnlyList<ProjectActivity?>> ResolveReferences(
        IReadOnlyList<EntityReference> references, ResolverContext context, ProjectStore store, CancellationToken cancellationToken) =>
        Parts.FindAsync(references, "state.activities._id", p => p.Activities, a => a.Id, context.RequestContext.AsOf, store, cancellationToken);

    public static IReadOnlyList<CountryReference> Countries(ProjectActivity parent) => [.. parent.Countries.Select(CountryReference.To)];
}

internal static class TargetGroupFields
{
    public static async Task<IReadOnlyList<TargetGroup?>> ResolveReferences(
        IReadOnlyList<EntityReference> references, ResolverContext context, ProjectStore store, CancellationToken cancellationToken)
    {
        var groups = await Parts.FindAsync(references, "state.targetGroups._id", p => p.TargetGroups, g => g.Id, context.RequestContext.AsOf, store, cancellationToken).ConfigureAwait(false);
        var final = await Parts.FindAsync(references, "state.finalBeneficiaries._id", p => p.FinalBeneficiaries, g => g.Id, context.RequestContext.AsOf, store, cancellationToken)
            .ConfigureAwait(false);
        return [.. groups.Zip(final, (group, beneficiary) => group ?? beneficiary)];
    }

    public static CountryReference? Country(TargetGroup parent) => parent.Country is { } id ? new(id) : null;
}

internal static class RelatedProjectFields
{
    public static Task<IReadOnlyList<Stored<Project>?>> ProjectAsync(
        IReadOnlyList<RelatedProject> parents, ResolverContext context, ProjectStore store, CancellationToken cancellationToken) =>
        store.LoadAsync([.. parents.Select(p => p.Project)], context.RequestContext.AsOf, cancellationToken);
}
