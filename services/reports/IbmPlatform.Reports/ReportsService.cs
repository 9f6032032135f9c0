using IbmPlatform.Countries.Contracts;
using IbmPlatform.Funding.Contracts;
using IbmPlatform.GraphQL.Execution;
using IbmPlatform.Mongo.Client;
using IbmPlatform.Projects.Contracts;
using IbmPlatform.Reports.Analytics;
using IbmPlatform.Reports.Changes;
using IbmPlatform.Reports.Claims;
using IbmPlatform.Reports.Contracts;
using IbmPlatform.Reports.Following;
using IbmPlatform.Reports.Overlaps;
using IbmPlatform.Reports.Quality;
using IbmPlatform.Reports.Search;
using IbmPlatform.ServiceDefaults.Filtering;
using IbmPlatform.ServiceDefaults.Hosting;
using IbmPlatform.ServiceDefaults.Schema;
using IbmPlatform.Stakeholders.Contracts;
using IbmPlatform.Values;
using IbmPlatform.Values.Totals;
using Microsoft.Extensions.DependencyInjection;

namespace IbmPlatform.Reports;

/// <summary>Reports and publications; and what the events of all services tell together: analytics, overlaps, search, data quality, changes.</summary>
public sealed class ReportsService : IServiceModule
{
    internal const string ServiceName = "reports";

    /// <inheritdoc/>
    public string Name => ServiceName;

    /// <inheritdoc/>
    public void Configure(ModuleBuilder module)
    {
        module.Owns<Report, ReportChanged>("report", "reports", r => r.Id, null,
            new IndexModel(Sort.Ascending("state.project")), new IndexModel(Sort.Ascending("state.organisations")));
        module.Owns<Publication, PublicationChanged>("publication", "publications", p => p.Id, null, new IndexModel(Sort.Ascending("state.relations.subject")));
        module.Loads<Publication>("publications.json");

        FollowRecords(module);
        FollowTexts(module);
        FollowChanges(module);
        FollowClaims(module);

        module.Services.AddSingleton<ReportStore>().AddSingleton<ProjectChoice>().AddSingleton<FollowedStore>().AddSingleton<AnalyticsTables>()
            .AddSingleton<OverlapFinder>().AddSingleton<SimilarProjects>().AddSingleton<DataQuality>().AddSingleton<SearchStore>().AddSingleton<ChangeStore>().AddSingleton<ChangeLog>().AddSingleton<ClaimStore>();
        module.Serves([EmbeddedText.Read(typeof(ReportsService), "IbmPlatform.Reports.reports.graphql"), ProjectFilterSdl.Text, TotalsSdl.Text, FiltersSdl.Text, ValuesSdl.Text], Bind);
    }

    private static void Bind(SchemaBinder b)
    {
        b.AddFilters().AddValues(ValueEntities.Stubs<DocumentReference, OrganisationReference>() with { Claim = typeof(ClaimFields) }).AddTotals(typeof(LineFields));
        b.Query(typeof(ReportQueries)).Subscription(typeof(ReportSubscriptions));
        b.AddReports().AddFindings().AddReferences().AddProjectFilter();
    }

    /// <summary>What analytics, overlaps and data quality are computed from.</summary>
    private static void FollowRecords(ModuleBuilder module)
    {
        module.Handles<Project, ProjectChanged, KeepProject>("projects/project").HasIndexes(
            Collections.Projects, new IndexModel(Sort.Ascending($"{ProjectConditions.Countries}.country")), new IndexModel(Sort.Ascending("state.start")));
        module.Follows<SourceDocument, SourceDocumentChanged, FollowedDocument>("projects/document", Collections.Documents, FollowedDocument.Of);
        module.Follows<Region, RegionChanged, FollowedRegion>("countries/region", Collections.Regions, FollowedRegion.Of);
        module.Follows<Participation, ParticipationChanged, FollowedParticipation>(
            "stakeholders/participation", Collections.Participations, FollowedParticipation.Of,
            new IndexModel(Sort.Ascending("state.project")), new IndexModel(Sort.Ascending("state.organisation")));
        module.Follows<Contribution, ContributionChanged, FollowedLine>(
            "funding/contribution", Collections.Lines, FollowedLine.Of,
            new IndexModel(Sort.Ascending("state.project")), new IndexModel(Sort.Ascending("state.instrument")));
        module.Follows<Budget, BudgetChanged, FollowedLine>("funding/budget", Collections.Lines, FollowedLine.Of);
        module.Follows<Transaction, TransactionChanged, FollowedLine>("funding/transaction", Collections.Lines, FollowedLine.Of);
        module.Follows<ExchangeRate, ExchangeRateChanged>("funding/exchange-rate", Collections.Rates);

        module.Follows<Programme, ProgrammeChanged, Named>("projects/programme", Collections.Names, p => new(p.Id, p.Name));
        module.Follows<ThematicArea, ThematicAreaChanged, Named>("projects/thematic-area", Collections.Names, a => new(a.Id, a.Name));
        module.Follows<Country, CountryChanged, Named>("countries/country", Collections.Names, c => new(c.Id, c.Name));
        module.Follows<Region, RegionChanged, Named>("countries/region", Collections.Names, r => new(r.Id, r.Name));
        module.Follows<Organisation, OrganisationChanged, Named>("stakeholders/organisation", Collections.Names, o => new(o.Id, o.Name));
        module.Follows<Instrument, InstrumentChanged, Named>("funding/instrument", Collections.Names, i => new(i.Id, i.Name));
    }

    /// <summary>What search reads: whatever has a name or a text, this service's own records among it.</summary>
    private static void FollowTexts(ModuleBuilder module)
    {
        module.HasIndexes(Collections.Search, new IndexModel(Sort.Ascending("state.words")));
        module.Handles<Project, ProjectChanged, IndexTexts<Project>>("projects/project");
        module.Handles<Programme, ProgrammeChanged, IndexTexts<Programme>>("projects/programme");
        module.Handles<ThematicArea, ThematicAreaChanged, IndexTexts<ThematicArea>>("projects/thematic-area");
        module.Handles<SourceDocument, SourceDocumentChanged, IndexTexts<SourceDocument>>("projects/document");
        module.Handles<Country, CountryChanged, IndexTexts<Country>>("countries/country");
        module.Handles<Region, RegionChanged, IndexTexts<Region>>("countries/region");
        module.Handles<BorderArea, BorderAreaChanged, IndexTexts<BorderArea>>("countries/border-area");
        module.Handles<Process, ProcessChanged, IndexTexts<Process>>("countries/process");
        module.Handles<Organisation, OrganisationChanged, IndexTexts<Organisation>>("stakeholders/organisation");
        module.Handles<Participation, ParticipationChanged, IndexTexts<Participation>>("stakeholders/participation");
        module.Handles<Instrument, InstrumentChanged, IndexTexts<Instrument>>("funding/instrument");
        module.Handles<Publication, PublicationChanged, IndexTexts<Publication>>("reports/publication");
        module.Handles<Report, ReportChanged, IndexTexts<Report>>("reports/report");
    }

    /// <summary>What any source says about anything.</summary>
    private static void FollowClaims(ModuleBuilder module)
    {
        module.HasIndexes(Collections.Claims, new IndexModel(Sort.Ascending(ClaimStore.IdPath)));
        module.Follows<Project, ProjectChanged, FollowedClaims>("projects/project", Collections.Claims, FollowedClaims.Of);
        module.Follows<Programme, ProgrammeChanged, FollowedClaims>("projects/programme", Collections.Claims, p => new(p.Id, p.Claims));
        module.Follows<ThematicArea, ThematicAreaChanged, FollowedClaims>("projects/thematic-area", Collections.Claims, a => new(a.Id, a.Claims));
        module.Follows<SourceDocument, SourceDocumentChanged, FollowedClaims>("projects/document", Collections.Claims, d => new(d.Id, d.Claims));
        module.Follows<Region, RegionChanged, FollowedClaims>("countries/region", Collections.Claims, r => new(r.Id, r.Claims));
        module.Follows<Border, BorderChanged, FollowedClaims>("countries/border", Collections.Claims, b => new(b.Id, b.Claims));
        module.Follows<BorderArea, BorderAreaChanged, FollowedClaims>("countries/border-area", Collections.Claims, a => new(a.Id, a.Claims));
        module.Follows<Process, ProcessChanged, FollowedClaims>("countries/process", Collections.Claims, p => new(p.Id, p.Claims));
        module.Follows<Organisation, OrganisationChanged, FollowedClaims>("stakeholders/organisation", Collections.Claims, o => new(o.Id, o.Claims));
        module.Follows<Participation, ParticipationChanged, FollowedClaims>("stakeholders/participation", Collections.Claims, p => new(p.Id, p.Claims));
        module.Follows<ParticipationClaims, ParticipationClaimsChanged, FollowedClaims>("stakeholders/participation-claims", Collections.Claims, c => new(c.Id, c.Claims));
        module.Follows<Instrument, InstrumentChanged, FollowedClaims>("funding/instrument", Collections.Claims, i => new(i.Id, i.Claims));
        module.Follows<Contribution, ContributionChanged, FollowedClaims>("funding/contribution", Collections.Claims, c => new(c.Id, c.Claims));
        module.Follows<Budget, BudgetChanged, FollowedClaims>("funding/budget", Collections.Claims, b => new(b.Id, b.Claims));
        module.Follows<Transaction, TransactionChanged, FollowedClaims>("funding/transaction", Collections.Claims, t => new(t.Id, t.Claims));
        module.Follows<Publication, PublicationChanged, FollowedClaims>("reports/publication", Collections.Claims, p => new(p.Id, p.Claims));
    }

    /// <summary>What the feed tells.</summary>
    private static void FollowChanges(ModuleBuilder module)
    {
        module.HasIndexes(Collections.Changes, ChangeStore.Indexes);
        module.Handles<Project, ProjectChanged, RecordChange<Project>>("projects/project");
        module.Handles<Programme, ProgrammeChanged, RecordChange<Programme>>("projects/programme");
        module.Handles<ThematicArea, ThematicAreaChanged, RecordChange<ThematicArea>>("projects/thematic-area");
        module.Handles<SourceDocument, SourceDocumentChanged, RecordChange<SourceDocument>>("projects/document");
        module.Handles<Country, CountryChanged, RecordChange<Country>>("countries/country");
        module.Handles<Region, RegionChanged, RecordChange<Region>>("countries/region");
        module.Handles<Border, BorderChanged, RecordChange<Border>>("countries/border");
        module.Handles<BorderArea, BorderAreaChanged, RecordChange<BorderArea>>("countries/border-area");
        module.Handles<Process, ProcessChanged, RecordChange<Process>>("countries/process");
        module.Handles<Organisation, OrganisationChanged, RecordChange<Organisation>>("stakeholders/organisation");
        module.Handles<Participation, ParticipationChanged, RecordChange<Participation>>("stakeholders/participation");
        module.Handles<Instrument, InstrumentChanged, RecordChange<Instrument>>("funding/instrument");
        module.Handles<Contribution, ContributionChanged, RecordChange<Contribution>>("funding/contribution");
        module.Handles<Budget, BudgetChanged, RecordChange<Budget>>("funding/budget");
        module.Handles<Transaction, TransactionChanged, RecordChange<Transaction>>("funding/transaction");
        module.Handles<Publication, PublicationChanged, RecordChange<Publication>>("reports/publication");
        module.Handles<Report, ReportChanged, RecordChange<Report>>("reports/report");
    }
}
