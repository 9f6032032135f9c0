using IbmPlatform.Countries.Contracts;
using IbmPlatform.Mongo.Client;
using IbmPlatform.ServiceDefaults.Aggregates;
using IbmPlatform.ServiceDefaults.Filtering;
using IbmPlatform.ServiceDefaults.Hosting;
using IbmPlatform.ServiceDefaults.Paging;
using IbmPlatform.ServiceDefaults.Schema;
using IbmPlatform.Stakeholders.Contracts;
using IbmPlatform.Values;
using Microsoft.Extensions.DependencyInjection;

namespace IbmPlatform.Stakeholders;

/// <summary>Organisations and their parts in projects.</summary>
public sealed class StakeholdersService : IServiceModule
{
    /// <inheritdoc/>
    public string Name => "stakeholders";

    /// <inheritdoc/>
    public void Configure(ModuleBuilder module)
    {
        module.Owns<Organisation, OrganisationChanged>(
            "organisation", OrganisationStore.Organisations, organisation => organisation.Id, OrganisationKeys.Of,
            new IndexModel(Sort.Ascending("state.slug")) { Unique = true },
            new IndexModel(Sort.Ascending("keys.labels")),
            new IndexModel(Sort.Ascending("keys.name").Ascending("_id")),
            new IndexModel(Sort.Ascending("state.country")));
        module.Owns<Participation, ParticipationChanged>(
            "participation", OrganisationStore.Participations, participation => participation.Id, null,
            new IndexModel(Sort.Ascending("state.project")),
            new IndexModel(Sort.Ascending("state.organisation")),
            new IndexModel(Sort.Ascending("state.role")));
        module.Owns<ParticipationClaims, ParticipationClaimsChanged>(
            "participation-claims", OrganisationStore.ParticipationClaims, claims => claims.Id, null, new IndexModel(Sort.Ascending("state.project")));
        module.Follows<Country, CountryChanged, CountryName>("countries/country", OrganisationStore.CountryNames, country => new(country.Id, country.Name));
        module.Loads<Organisation>("organisations.json").Loads<Participation>("participations.json").Loads<ParticipationClaims>("participation-claims.json");
        module.Services.AddSingleton<OrganisationStore>();
        module.Serves([EmbeddedText.Read(typeof(StakeholdersService), "stakeholders.graphql"), ValuesSdl.Text, FiltersSdl.Text], b =>
        {
            b.AddValues(new ValueEntities(typeof(DocumentStub<SourceDocumentReference>), typeof(ReportedBy), typeof(WrittenBy))).AddFilters();
            b.Query(typeof(OrganisationQueries));
            b.Object<Stored<Organisation>>("Organisation", typeof(OrganisationFields), typeof(StoredClaimedFields<Organisation>), typeof(VersionedFields<Organisation>));
            b.Object<Participation>("Participation", typeof(ParticipationFields), typeof(ClaimedFields<Participation>));
            b.Object<ProjectReference>("Project", typeof(ProjectFields), typeof(ReferenceFields<ProjectReference>));
            b.Object<CountryReference>("Country", typeof(CountryFields), typeof(ReferenceFields<CountryReference>));
            b.Object<RegionReference>("Region").Object<SourceDocumentReference>("SourceDocument");
            b.Enum<OrganisationType>("OrganisationType").Enum<ParticipationRole>("ParticipationRole").Enum<IatiOrganisationRole>("IatiOrganisationRole");
            b.Input<OrganisationLookup>("OrganisationLookup").Input<IdentifierInput>("IdentifierInput").Input<OrganisationFilter>("OrganisationFilter");
            b.Input<OrganisationTypeFilter>("OrganisationTypeFilter").Input<OrganisationOrder>("OrganisationOrder");
            b.Connection<Stored<Organisation>>("Organisation", typeof(OrganisationFacets)).Connection<Participation>("Participation");
        });
    }
}
