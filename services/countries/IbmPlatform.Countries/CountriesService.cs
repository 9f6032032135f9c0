using IbmPlatform.Countries.Contracts;
using IbmPlatform.Mongo.Client;
using IbmPlatform.ServiceDefaults.Filtering;
using IbmPlatform.ServiceDefaults.Hosting;
using IbmPlatform.ServiceDefaults.Schema;
using IbmPlatform.Values;
using Microsoft.Extensions.DependencyInjection;

namespace IbmPlatform.Countries;

/// <summary>Countries, regions, borders, border areas and the processes that states take part in.</summary>
public sealed class CountriesService : IServiceModule
{
    /// <inheritdoc/>
    public string Name => "countries";

    /// <inheritdoc/>
    public void Configure(ModuleBuilder module)
    {
        module.Owns<Country, CountryChanged>(
            "country", CountryStore.Countries, country => country.Id, CountryKeys.Of,
            new IndexModel(Sort.Ascending("state.code")) { Unique = true },
            new IndexModel(Sort.Ascending("keys.regions")));
        module.Owns<Region, RegionChanged>(
            "region", CountryStore.Regions, region => region.Id, null,
            new IndexModel(Sort.Ascending("state.countries")),
            new IndexModel(Sort.Ascending("state.code")));
        module.Owns<Border, BorderChanged>("border", CountryStore.Borders, border => border.Id, null, new IndexModel(Sort.Ascending("state.countries")));
        module.Owns<BorderArea, BorderAreaChanged>("border-area", CountryStore.BorderAreas, area => area.Id, null, new IndexModel(Sort.Ascending("state.borders")));
        module.Owns<Process, ProcessChanged>("process", CountryStore.Processes, process => process.Id);
        module.Loads<Country>("reference/countries.json").Loads<Region>("regions.json").Loads<Region>("reference/regions.json").Loads<Border>("borders.json");
        module.Loads<BorderArea>("border-areas.json").Loads<Process>("processes.json");
        module.Services.AddSingleton<CountryStore>();
        module.Serves([EmbeddedText.Read(typeof(CountriesService), "countries.graphql"), ValuesSdl.Text, FiltersSdl.Text], b =>
        {
            b.AddValues(ValueEntities.Stubs<SourceDocumentReference, OrganisationReference>()).AddFilters();
            b.Query(typeof(CountryQueries));
            b.Object<Country>("Country", typeof(CountryFields)).Object<Region>("Region", typeof(RegionFields), typeof(ClaimedFields<Region>));
            b.Object<Border>("Border", typeof(BorderFields), typeof(ClaimedFields<Border>)).Object<BorderArea>("BorderArea", typeof(BorderAreaFields), typeof(ClaimedFields<BorderArea>));
            b.Object<Process>("Process", typeof(ProcessFields), typeof(ClaimedFields<Process>));
            b.Object<OrganisationReference>("Organisation").Object<SourceDocumentReference>("SourceDocument");
            b.Enum<RegionKind>("RegionKind").Enum<BorderKind>("BorderKind").Enum<ProcessKind>("ProcessKind");
            b.Input<CountryFilter>("CountryFilter").Input<RegionsFilter>("RegionsFilter").Input<RegionFilter>("RegionFilter");
            b.Connection<Country>("Country");
        });
    }
}
