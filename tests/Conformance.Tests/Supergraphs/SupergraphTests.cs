using IbmPlatform.Countries;
using IbmPlatform.Federation.Composition;
using IbmPlatform.Federation.Supergraphs;
using IbmPlatform.Funding;
using IbmPlatform.Mongo.Client;
using IbmPlatform.Projects;
using IbmPlatform.Reports;
using IbmPlatform.ServiceDefaults.Bus;
using IbmPlatform.ServiceDefaults.Hosting;
using IbmPlatform.Stakeholders;
using IbmPlatform.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace IbmPlatform.Conformance.Tests.Supergraphs;

public sealed class SupergraphTests
{
    private static readonly string File = RepositoryRoot.Combine("gateway", "supergraph.graphql");

    [Fact]
    public async Task The_supergraph_that_is_checked_in_is_what_the_services_compose_to()
    {
        var composed = await ComposeAsync();

        Assert.Empty(composed.Errors);
        Assert.True(
            (await System.IO.File.ReadAllTextAsync(File)).ReplaceLineEndings("\n") == composed.SupergraphSdl!.ReplaceLineEndings("\n"),
            "gateway/supergraph.graphql is stale: run gateway/compose.sh and review what changes for clients.");
    }

    [Fact]
    public async Task Composing_leaves_nothing_out_that_some_service_offers()
    {
        var composed = await ComposeAsync();

        Assert.DoesNotContain(composed.Hints, hint => hint.DropsSomething);
    }

    private static async Task<CompositionResult> ComposeAsync()
    {
        var services = new ServiceCollection().AddLogging();
        await using var store = MongoClient.Create("mongodb://localhost:1");
        _ = new Platform(services, store)
            .Add(new ProjectsService()).Add(new CountriesService()).Add(new StakeholdersService()).Add(new FundingService()).Add(new ReportsService())
            .UseBus(BusOptions.Parse(BusOptions.InMemory));
        await using var provider = services.BuildServiceProvider();
        var known = Supergraph.Parse(await System.IO.File.ReadAllTextAsync(File));
        return Composer.Compose(
        [
            .. known.Subgraphs.Select(subgraph => new SubgraphDefinition(
                subgraph.Name,
                subgraph.Url,
                subgraph.Name == "node"
                    ? System.IO.File.ReadAllText(RepositoryRoot.Combine("gateway", "IbmPlatform.Gateway", "Node", "node.graphql"))
                    : provider.GetRequiredKeyedService<ModuleSchema>(subgraph.Name).Schema.Sdl)),
        ]);
    }
}
