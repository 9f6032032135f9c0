using IbmPlatform.Countries.Contracts;
using IbmPlatform.Funding.Contracts;
using IbmPlatform.GraphQL.Execution;
using IbmPlatform.Mongo.Client;
using IbmPlatform.Projects.Contracts;
using IbmPlatform.Projects.Writing;
using IbmPlatform.ServiceDefaults.Filtering;
using IbmPlatform.ServiceDefaults.Hosting;
using IbmPlatform.ServiceDefaults.Schema;
using IbmPlatform.Stakeholders.Contracts;
using IbmPlatform.Values;
using Microsoft.Extensions.DependencyInjection;

namespace IbmPlatform.Projects;

/// <summary>Programmes, projects, thematic areas and the documents that their facts come from.</summary>
public sealed class ProjectsService : IServiceModule
{
    /// <inheritdoc/>
    public string Name => ProjectStore.Service;

    /// <inheritdoc/>
    public void Configure(ModuleBuilder module)
    {
        module.Owns<Project, ProjectChanged>("project", "projects", p => p.Id, ProjectKeys.Of,
            new IndexModel(Sort.Ascending("state.slug")) { Unique = true, Sparse = true },
            new IndexModel(Sort.Ascending("keys.start").Ascending("_id")),
            new IndexModel(Sort.Ascending("keys.end").Ascending("_id")),
            new IndexModel(Sort.Ascending("keys.name").Ascending("_id")),
            new IndexModel(Sort.Ascending("updatedAt").Ascending("_id")),
            new IndexModel(Sort.Ascending("state.countries.country")),
            new IndexModel(Sort.Ascending("state.programme")));
        module.Owns<Programme, ProgrammeChanged>("programme", "programmes", p => p.Id, null,
            new IndexModel(Sort.Ascending("state.slug")) { Unique = true, Sparse = true },
            new IndexModel(Sort.Ascending("state.parent")));
        module.Owns<ThematicArea, ThematicAreaChanged>("thematic-area", "thematicAreas", a => a.Id);
        module.Owns<SourceDocument, SourceDocumentChanged>("document", "documents", d => d.Id);

        module.Follows<Participation, ParticipationChanged, ProjectParticipation>("stakeholders/participation", "participations",
            p => new(p.Project, p.Organisation, p.Role),
            new IndexModel(Sort.Ascending("state.organisation")), new IndexModel(Sort.Ascending("state.project")));
        module.Follows<Contribution, ContributionChanged, ProjectInstrument>("funding/contribution", "instruments",
            c => new(c.Project, c.Instrument),
            new IndexModel(Sort.Ascending("state.instrument")), new IndexModel(Sort.Ascending("state.project")));
        module.Follows<Country, CountryChanged, CountryName>("countries/country", "countryNames", c => new(c.Id, c.Name));
        module.Follows<Region, RegionChanged, RegionCountries>("countries/region", "regions",
            r => new(r.Id, r.Kind, r.Countries));

        module.Loads<SourceDocument>("documents.json").Loads<ThematicArea>("thematic-areas.json")
            .Loads<Programme>("programmes.json").Loads<Project>("projects");

        module.Services.AddSingleton<ProjectStore>().AddSingleton<ProgrammeStore>();
        module.Serves([EmbeddedText.Read(typeof(ProjectsService), "projects.graphql"), ProjectFilterSdl.Text, FiltersSdl.Text, ValuesSdl.Text], Bind);
    }

    private static void Bind(SchemaBinder b)
    {
        b.AddFilters().AddValues(ValueEntities.Stubs<DocumentReference, OrganisationReference>() with { DocumentSource = typeof(DocumentSourceFields) });
        b.Query(typeof(ProjectQueries)).Subscription(typeof(ProjectSubscriptions));
        b.AddProjects().AddProgrammes().AddReferences().AddWriting();
    }
}
