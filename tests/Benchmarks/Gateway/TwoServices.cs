using System.Net;
using IbmPlatform.Mongo.Client;
using IbmPlatform.Mongo.Server;
using IbmPlatform.Projects;
using IbmPlatform.ServiceDefaults.Bus;
using IbmPlatform.ServiceDefaults.Hosting;
using IbmPlatform.Stakeholders;
using IbmPlatform.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace IbmPlatform.Benchmarks.Gateway;

/// <summary>The services projects and stakeholders on real Kestrel, over an embedded store with the data set.</summary>
internal sealed class TwoServices(WebApplication app, MongoClient client, MongoServer server, string directory) : IAsyncDisposable
{
    public static IReadOnlyList<string> Names { get; } = ["projects", "stakeholders"];

    /// <summary>The address of each, by name.</summary>
    public IReadOnlyDictionary<string, string> Urls => Names.ToDictionary(name => name, name => $"{app.Urls.First()}/{name}/graphql");

    public static async Task<TwoServices> StartAsync()
    {
        var directory = Directory.CreateTempSubdirectory("ibm-benchmark-").FullName;
        var server = MongoServer.Start(new MongoServerOptions { DataDirectory = directory, EndPoint = new IPEndPoint(IPAddress.Loopback, 0) });
        var client = MongoClient.Create($"mongodb://{server.EndPoint}/");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var platform = new Platform(builder.Services, client).Add(new ProjectsService()).Add(new StakeholdersService()).UseBus(BusOptions.Parse(BusOptions.InMemory));
        var app = builder.Build();
        await platform.PrepareAsync(app.Services, RepositoryRoot.Combine("data"), CancellationToken.None);
        foreach (var name in Names)
            app.MapSubgraph(name, $"/{name}/graphql");
        await app.StartAsync();
        while (!StreamStatus.IsQuiet(await StreamStatus.ReadAsync(app.Services, CancellationToken.None)))
            await Task.Delay(100);
        return new TwoServices(app, client, server, directory);
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await client.DisposeAsync();
        await server.DisposeAsync();
        Directory.Delete(directory, recursive: true);
    }
}
