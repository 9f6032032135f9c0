using IbmPlatform.GraphQL.Execution;
using IbmPlatform.Projects.Contracts;
using IbmPlatform.ServiceDefaults.Aggregates;
using IbmPlatform.ServiceDefaults.Schema;
using IbmPlatform.Stakeholders.Contracts;
using RegionKind = IbmPlatform.Countries.Contracts.RegionKind;

namespace IbmPlatform.Projects;

/// <summary>Which C# stands behind which type of <c>projects.graphql</c>.</summary>
internal static class Bindings
{
    public static SchemaBinder AddProjects(this SchemaBinder b)
    {
        b.Object<Stored<Project>>("Project", typeof(ProjectFields), typeof(StoredClaimedFields<Project>), typeof(VersionedFields<Project>));
        b.Connection<Stored<Project>>("Project", typeof(ProjectFacets));
        b.Object<ProjectCountry>("ProjectCountry", typeof(ProjectCountryFields), typeof(ClaimedFields<ProjectCountry>)).Object<ProjectTheme>("ProjectTheme", typeof(ProjectThemeFields));
        b.Object<Description>("Description").Object<Objective>("Objective", typeof(ObjectiveFields));
        b.Object<PartOf<Component>>("Component", typeof(ComponentFields)).Object<PartOf<Result>>("Result", typeof(ResultFields));
        b.Object<Indicator>("Indicator", typeof(IndicatorFields)).Object<IndicatorBaseline>("IndicatorBaseline");
        b.Object<IndicatorPeriod>("IndicatorPeriod", typeof(IndicatorPeriodFields), typeof(ClaimedFields<IndicatorPeriod>)).Object<Disaggregation>("Disaggregation");
        b.Object<ProjectActivity>("ProjectActivity", typeof(ActivityFields)).Object<TargetGroup>("TargetGroup", typeof(TargetGroupFields), typeof(ClaimedFields<TargetGroup>));
        b.Object<RelatedProject>("RelatedProject", typeof(RelatedProjectFields)).Object<WebLink>("WebLink");
        b.Enum<DescriptionKind>("DescriptionKind").Enum<ProjectStatus>("ProjectStatus").Enum<PublicationState>("PublicationState");
        b.Enum<CountryRole>("CountryRole").Enum<ResultType>("ResultType").Enum<IndicatorMeasure>("IndicatorMeasure");
        b.Enum<ActivityKind>("ActivityKind").Enum<RelationType>("RelationType");
        b.Enum<ParticipationRole>("ParticipationRole").Enum<RegionKind>("RegionKind");
        b.Input<ProjectLookup>("ProjectLookup").Input<IdentifierInput>("IdentifierInput").Input<ProjectOrder>("ProjectOrder");
        return b.AddProjectFilter();
    }

    public static SchemaBinder AddProgrammes(this SchemaBinder b)
    {
        b.Object<Stored<Programme>>("Programme", typeof(ProgrammeFields), typeof(StoredClaimedFields<Programme>), typeof(VersionedFields<Programme>));
        b.Connection<Stored<Programme>>("Programme");
        b.Object<ThematicArea>("ThematicArea", typeof(ThematicAreaFields), typeof(ClaimedFields<ThematicArea>)).Object<DacSector>("DacSector");
        b.Object<SourceDocument>("SourceDocument", typeof(SourceDocumentFields)).Connection<ClaimOf>("Claim");
        return b.Enum<ProgrammeKind>("ProgrammeKind").Input<ProgrammeLookup>("ProgrammeLookup");
    }

    private static SchemaBinder AddProjectFilter(this SchemaBinder b)
    {
        b.Input<ProjectFilter>("ProjectFilter").Input<StatusFilter>("StatusFilter").Input<ProgrammeFilter>("ProgrammeFilter");
        b.Input<CountriesFilter>("CountriesFilter").Input<ProjectCountryFilter>("ProjectCountryFilter");
        b.Input<RegionsFilter>("RegionsFilter").Input<RegionFilter>("RegionFilter");
        b.Input<BorderAreasFilter>("BorderAreasFilter").Input<BorderAreaFilter>("BorderAreaFilter");
        b.Input<ThematicAreasFilter>("ThematicAreasFilter").Input<ThematicAreaFilter>("ThematicAreaFilter");
        b.Input<ParticipationsFilter>("ParticipationsFilter").Input<ParticipationFilter>("ParticipationFilter");
        b.Input<ParticipationRoleFilter>("ParticipationRoleFilter");
        return b.Input<InstrumentsFilter>("InstrumentsFilter").Input<InstrumentFilter>("InstrumentFilter");
    }
}
