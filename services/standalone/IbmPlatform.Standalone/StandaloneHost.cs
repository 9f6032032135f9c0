using System.Diagnostics;
using IbmPlatform.Countries;
using IbmPlatform.Federation.Execution;
using IbmPlatform.Funding;
using IbmPlatform.Gateway;
using IbmPlatform.Mongo.Client;
using IbmPlatform.Mongo.Server;
using IbmPlatform.Projects;
using IbmPlatform.Reports;
using IbmPlatform.ServiceDefaults.Bus;
using IbmPlatform.ServiceDefaults.Hosting;
using IbmPlatform.Stakeholders;

namespace IbmPlatform.Standalone;

/// <summary>All services and the gateway in one process, over an embedded store and a bus in memory.</summary>
internal static class StandaloneHost
{
    /// <summary>How long the first start may take to bring all events to all services before the address is told anyway.</summary>
    private static readonly TimeSpan LongestSettling = TimeSpan.FromSeconds(60);

    public static async Task RunAsync(string[] args)
    {
        var raises = args is [ServiceHost.RaiseEpochCommand, ..];
        args = raises ? args[1..] : args;
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.AddPlatformLogging();
        var settings = StandaloneSettings.Read(args, builder.Configuration);
        if (builder.Configuration["urls"] is null)
            builder.WebHost.UseUrls(StandaloneSettings.DefaultUrl);
        if (!raises)
            ListenAddresses.CheckFree(builder.Configuration["urls"] ?? StandaloneSettings.DefaultUrl);
        await using var server = Start(settings);
        await using var store = MongoClient.Create("mongodb://embedded/", new MongoClientOptions { StreamFactory = _ => server.ConnectInProcess() });
        var platform = new Platform(builder.Services, store)
            .Add(new ProjectsService())
            .Add(new CountriesService())
            .Add(new StakeholdersService())
            .Add(new FundingService())
            .Add(new ReportsService());
        if (raises)
        {
            await using var stopped = builder.Build();
            await ServiceHost.ReportRaisedAsync(platform, stopped.Services);
            return;
        }
        platform.UseBus(BusOptions.Parse(BusOptions.InMemory));
        builder.Services.AddSingleton<ISubgraphClient, ModuleSubgraphs>();
        AddGateway(builder.Services, builder.Configuration);
        builder.Services.AddSingleton<SettledHealth>().AddHealthChecks().AddCheck<SettledHealth>("settled", tags: ["ready"]);

        await using var app = builder.Build();
        await platform.PrepareAsync(app.Services, settings.Data, CancellationToken.None);
        app.MapHealth();
        app.MapGateway();
        await app.StartAsync();
        await SettleAsync(app);
        app.Services.GetRequiredService<SettledHealth>().Settle();
        foreach (var url in app.Urls)
            await Console.Out.WriteLineAsync($"IbmPlatform is ready at {url}/graphql (store in {Path.GetFullPath(settings.DataDirectory)})");
        await app.WaitForShutdownAsync();
    }

    private static void AddGateway(IServiceCollection services, IConfiguration configuration)
    {
        try
        {
            services.AddGateway(GatewayOptions.Default().WithLimits(configuration));
        }
        catch (GatewayStartException e)
        {
            throw new StartupException(e.Message, e);
        }
    }

    private static MongoServer Start(StandaloneSettings settings)
    {
        try
        {
            return MongoServer.Start(new MongoServerOptions { DataDirectory = settings.DataDirectory, EndPoint = settings.StoreEndPoint });
        }
        catch (MongoServerException e)
        {
            throw new StartupException($"The embedded store cannot start: {e.Message}", e);
        }
    }

    /// <summary>Waits until what one service wrote has reached those that follow it, so that the first query finds all of it.</summary>
    private static async Task SettleAsync(WebApplication app)
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < LongestSettling && !app.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            if (StreamStatus.IsQuiet(await StreamStatus.ReadAsync(app.Services, CancellationToken.None)))
                return;
            await Task.Delay(100);
        }
    }
}
