using IbmPlatform.Mongo.Client;
using IbmPlatform.Projects;
using IbmPlatform.ServiceDefaults.Bus;
using IbmPlatform.ServiceDefaults.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace IbmPlatform.Projects.Tests;

public sealed class SchemaTests
{
    [Fact]
    public async Task Every_field_of_the_schema_has_its_code()
    {
        await using var store = MongoClient.Create("mongodb://localhost:1");
        var services = new ServiceCollection();
        services.AddLogging();
        _ = new Platform(services, store).Add(new ProjectsService()).UseBus(BusOptions.Parse("in-memory"));
        await using var provider = services.BuildServiceProvider();

        var schema = provider.GetRequiredKeyedService<ModuleSchema>("projects").Schema;

        Assert.Contains("type Project implements Node & Sourced & Versioned", schema.Sdl);
    }
}
