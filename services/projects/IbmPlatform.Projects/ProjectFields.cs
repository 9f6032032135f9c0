using IbmPlatform.GraphQL.Execution;
using IbmPlatform.Projects.Contracts;
using IbmPlatform.ServiceDefaults.Aggregates;
using IbmPlatform.ServiceDefaults.Schema;
using IbmPlatform.Values;

namespace IbmPlatform.Projects;

/// <summary>Resolves a project. Id, version and times are the stored record's own.</summary>
internal static class ProjectFields
{
    public static Task<IReadOnlyList<Stored<Project>?>> ResolveReferences(
        IReadOnlyList<EntityReference> references, ResolverContext context, ProjectStore store, CancellationToken cancellationToken) =>
        store.LoadAsync([.. references.Select(r => r["id"] ?? "")], context.RequestContext.AsOf, cancellationToken);

    public static string Slug(Stored<Project> parent) => parent.State.Slug;

    public static LocalizedText Name(Stored<Project> parent) => parent.State.Name;

    public static IReadOnlyList<LocalizedText> OtherNames(Stored<Project> parent) => parent.State.OtherNames;

    public static string? Acronym(Stored<Project> parent) => parent.State.Acronym;

    public static int? Phase(Stored<Project> parent) => parent.State.Phase;

    public static Task<IReadOnlyList<Stored<Programme>?>> ProgrammeAsync(
        IReadOnlyList<Stored<Project>> parents, ResolverContext context, ProgrammeStore store, CancellationToken cancellationToken) =>
        Batch.OneAsync(parents, p => p.State.Programme, ids => store.LoadAsync(ids, context.RequestContext.AsOf, cancellationToken));

    public static IReadOnlyList<Identifier> Identifiers(Stored<Project> parent) => parent.State.Identifiers;

    public static OrganisationReference? ReportingOrganisation(Stored<Project> parent) =>
        parent.State.ReportingOrganisation is { } id ? new(id) : null;

    public static IReadOnlyList<Description> Descriptions(Stored<Project> parent, DescriptionKind? kind) =>
        [.. parent.State.Descriptions.Where(d => kind is null || d.Kind == kind)];

    public static IReadOnlyList<LocalizedText> Requirements(Stored<Project> parent) => parent.State.Requirements;

    public static ProjectStatus Status(Stored<Project> parent, PartialDate? on, ResolverContext context, ProjectStore store) =>
        ProjectStatusRule.On(parent.State.Period, on ?? store.DayOf(context.RequestContext.AsOf));

    public static string? StatedStatus(Stored<Project> parent) => parent.State.StatedStatus;

    public static Period? Period(Stored<Project> parent) => parent.State.Period;

    public static Period? PlannedPeriod(Stored<Project> parent) => parent.State.PlannedPeriod;

    public static Period? ActualPeriod(Stored<Project> parent) => parent.State.ActualPeriod;

    public static IReadOnlyList<ProjectCountry> Countries(Stored<Project> parent) => parent.State.Countries;

    public static IReadOnlyList<ProjectTheme> Themes(Stored<Project> parent) => parent.State.Themes;

    public static IReadOnlyList<BorderReference> Borders(Stored<Project> parent) => [.. parent.State.Borders.Select(BorderReference.To)];

    public static IReadOnlyList<BorderAreaReference> BorderAreas(Stored<Project> parent) => [.. parent.State.BorderAreas.Select(BorderAreaReference.To)];

    public static IReadOnlyList<ProcessReference> Processes(Stored<Project> parent) => [.. parent.State.Processes.Select(ProcessReference.To)];

    public static IReadOnlyList<Objective> Objectives(Stored<Project> parent) => parent.State.Objectives;

    public static IReadOnlyList<PartOf<Component>> Components(Stored<Project> parent) => PartOf.All(parent.State, p => p.Components);

    public static IReadOnlyList<PartOf<Result>> Results(Stored<Project> parent, ResultType? type, string? component) =>
        [.. PartOf.All(parent.State, p => p.Results).Where(r => (type is null || r.Part.Type == type) && (component is null || r.Part.Component == component))];

    public static IReadOnlyList<ProjectActivity> Activities(Stored<Project> parent) => parent.State.Activities;

    public static IReadOnlyList<TargetGroup> TargetGroups(Stored<Project> parent) => parent.State.TargetGroups;

    public static IReadOnlyList<TargetGroup> FinalBeneficiaries(Stored<Project> parent) => parent.State.FinalBeneficiaries;

    public static IReadOnlyList<RelatedProject> RelatedProjects(Stored<Project> parent, RelationType? type) =>
        [.. parent.State.RelatedProjects.Where(r => type is null || r.Type == type)];

    public static IReadOnlyList<WebLink> Links(Stored<Project> parent) => parent.State.Links;

    public static PublicationState Publication(Stored<Project> parent) => parent.State.Publication;
}
