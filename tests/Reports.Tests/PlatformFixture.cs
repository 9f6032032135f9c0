using IbmPlatform.Countries;
using IbmPlatform.Funding;
using IbmPlatform.Projects;
using IbmPlatform.Reports.Tests;
using IbmPlatform.Stakeholders;
using IbmPlatform.Testing;

[assembly: AssemblyFixture(typeof(PlatformFixture))]

namespace IbmPlatform.Reports.Tests;

/// <summary>All five services over one store with the data set loaded: what reports knows of others came by the bus.</summary>
public sealed class PlatformFixture : IAsyncLifetime
{
    public RunningServices Running { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Running = await RunningServices.StartAsync(platform => platform
        .Add(new ProjectsService()).Add(new CountriesService()).Add(new StakeholdersService()).Add(new FundingService()).Add(new ReportsService()));

    public ValueTask DisposeAsync() => Running.DisposeAsync();
}
