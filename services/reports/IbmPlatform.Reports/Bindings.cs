using IbmPlatform.Countries.Contracts;
using IbmPlatform.GraphQL.Execution;
using IbmPlatform.Projects.Contracts;
using IbmPlatform.Reports.Analytics;
using IbmPlatform.Reports.Changes;
using IbmPlatform.Reports.Contracts;
using IbmPlatform.Reports.Following;
using IbmPlatform.Reports.Overlaps;
using IbmPlatform.Reports.Quality;
using IbmPlatform.Reports.Search;
using IbmPlatform.ServiceDefaults.Aggregates;
using IbmPlatform.ServiceDefaults.Paging;
using IbmPlatform.ServiceDefaults.Schema;
using IbmPlatform.Stakeholders.Contracts;
using ChangeKind = IbmPlatform.Values.ChangeKind;

namespace IbmPlatform.Reports;

/// <summary>Which C# stands behind which type of <c>reports.graphql</c>.</summary>
internal static class Bindings
{
    /// <summary>What this service owns.</summary>
    public static SchemaBinder AddReports(this SchemaBinder b)
    {
        b.Object<Stored<Report>>("Report", typeof(ReportFields), typeof(VersionedFields<Report>)).Connection<Stored<Report>>("Report");
        b.Object<Attachment>("Attachment", typeof(AttachmentFields)).Enum<ReportKind>("ReportKind").Enum<ReportState>("PublicationState");
        b.Object<Publication>("Publication", typeof(PublicationFields), typeof(ClaimedFields<Publication>)).Object<PublicationRole>("PublicationRole", typeof(PublicationRoleFields));
        b.Object<Release>("Release").Enum<PublicationKind>("PublicationKind").Enum<PublicationRoleKind>("PublicationRoleKind");
        return b.Enum<PublicationRelation>("PublicationRelation").Input<ReportFilter>("ReportFilter");
    }

    /// <summary>What it computes.</summary>
    public static SchemaBinder AddFindings(this SchemaBinder b)
    {
        b.Object<AnalyticsTable>("AnalyticsTable", typeof(AnalyticsTableFields)).Object<AnalyticsRow>("AnalyticsRow", typeof(AnalyticsRowFields));
        b.Object<AnalyticsCell>("AnalyticsCell", typeof(AnalyticsCellFields)).Connection<AnalyticsRow>("AnalyticsRow");
        b.Enum<Dimension>("Dimension").Enum<Allocation>("Allocation").Input<AnalyticsOrder>("AnalyticsOrder");
        b.Object<Overlap>("Overlap").Connection<Overlap>("Overlap").Object<Similarity>("Similarity");
        b.Object<DataQualityFinding>("DataQualityFinding").Enum<DataQualitySeverity>("DataQualitySeverity");
        b.Object<SearchHit>("SearchHit", typeof(SearchHitFields)).Object<Highlight>("Highlight").Connection<SearchHit>("Search");
        b.Object<FeedChange>("Change", typeof(ChangeFields)).Object<Connection<FeedChange>>("ChangeConnection").Object<Edge<FeedChange>>("ChangeEdge");
        return b.Enum<ChangeKind>("ChangeKind").Enum<EntityType>("EntityType");
    }

    /// <summary>What other services own and this one adds fields to, or only names.</summary>
    public static SchemaBinder AddReferences(this SchemaBinder b)
    {
        b.Object<ProjectReference>("Project", typeof(ReferenceFields<ProjectReference>), typeof(ProjectFields));
        b.Object<CountryReference>("Country", typeof(ReferenceFields<CountryReference>), typeof(CountryFields));
        b.Object<OrganisationReference>("Organisation", typeof(ReferenceFields<OrganisationReference>), typeof(OrganisationFields));
        b.Object<ProgrammeReference>("Programme").Object<ThematicAreaReference>("ThematicArea").Object<DocumentReference>("SourceDocument");
        b.Object<RegionReference>("Region").Object<BorderReference>("Border").Object<BorderAreaReference>("BorderArea").Object<ProcessReference>("Process");
        b.Object<ParticipationReference>("Participation").Object<InstrumentReference>("Instrument").Object<ContributionReference>("Contribution");
        return b.Object<BudgetReference>("Budget").Object<TransactionReference>("Transaction");
    }

    public static SchemaBinder AddProjectFilter(this SchemaBinder b)
    {
        b.Input<ProjectFilter>("ProjectFilter").Input<StatusFilter>("StatusFilter").Input<ProgrammeFilter>("ProgrammeFilter");
        b.Input<CountriesFilter>("CountriesFilter").Input<ProjectCountryFilter>("ProjectCountryFilter");
        b.Input<RegionsFilter>("RegionsFilter").Input<RegionFilter>("RegionFilter");
        b.Input<BorderAreasFilter>("BorderAreasFilter").Input<BorderAreaFilter>("BorderAreaFilter");
        b.Input<ThematicAreasFilter>("ThematicAreasFilter").Input<ThematicAreaFilter>("ThematicAreaFilter");
        b.Input<ParticipationsFilter>("ParticipationsFilter").Input<ParticipationFilter>("ParticipationFilter");
        b.Input<ParticipationRoleFilter>("ParticipationRoleFilter").Input<InstrumentsFilter>("InstrumentsFilter").Input<InstrumentFilter>("InstrumentFilter");
        b.Enum<ProjectStatus>("ProjectStatus").Enum<CountryRole>("CountryRole");
        return b.Enum<ParticipationRole>("ParticipationRole").Enum<RegionKind>("RegionKind");
    }
}
