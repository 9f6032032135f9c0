using IbmPlatform.GraphQL.Server;
using IbmPlatform.Mongo.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IbmPlatform.ServiceDefaults.Hosting;

/// <summary>Runs one service as a process: <c>return await ServiceHost.RunAsync(args, new ProjectsService());</c></summary>
public static partial class ServiceHost
{
    /// <summary>The command after a restore from a backup, as first argument: raises the epoch and ends.</summary>
    public const string RaiseEpochCommand = "raise-epoch";

    /// <summary>Runs until the process is told to stop; or the command of its first argument.</summary>
    /// <returns>0, or 1 when it could not start; the reason is on standard error.</returns>
    public static Task<int> RunAsync<TModule>(string[] args, TModule module)
        where TModule : IServiceModule =>
        StartupFaults.ReportAsync(async () =>
        {
            var raises = args is [RaiseEpochCommand, ..];
            args = raises ? args[1..] : args;
            var builder = WebApplication.CreateBuilder(args);
            builder.Configuration.AddEnvironmentVariables(HostSettings.EnvironmentPrefix).AddCommandLine(args);
            builder.AddPlatformLogging();
            var settings = HostSettings.Read(builder.Configuration);
            if (!raises)
            {
                ListenAddresses.Check(builder.Configuration["urls"]);
                ListenAddresses.CheckFree(builder.Configuration["urls"]);
            }
            var store = Connect(settings);
            await using (store.ConfigureAwait(false))
            {
                await Reachability.StoreAsync(store, settings.Store, TimeProvider.System, CancellationToken.None).ConfigureAwait(false);
                if (raises)
                {
                    var stored = new Platform(builder.Services, store).Add(module);
                    var built = builder.Build();
                    await using (built.ConfigureAwait(false))
                        await ReportRaisedAsync(stored, built.Services).ConfigureAwait(false);
                    return;
                }
                await Reachability.BrokerAsync(settings.Bus, TimeProvider.System, CancellationToken.None).ConfigureAwait(false);
                var platform = new Platform(builder.Services, store).Add(module).UseBus(settings.Bus);
                var app = builder.Build();
                foreach (var warning in store.Warnings)
                    Log.StoreWarning(app.Logger, warning);
                await using (app.ConfigureAwait(false))
                {
                    await platform.PrepareAsync(app.Services, settings.Data, CancellationToken.None).ConfigureAwait(false);
                    app.MapHealth();
                    app.MapSubgraph(module.Name);
                    await app.StartAsync().ConfigureAwait(false);
                    foreach (var url in app.Urls)
                        await Console.Out.WriteLineAsync($"{module.Name} is ready at {url}/graphql").ConfigureAwait(false);
                    await app.WaitForShutdownAsync().ConfigureAwait(false);
                }
            }
        });

    /// <summary>Raises the epochs of a process's services and says so on standard output.</summary>
    public static async Task ReportRaisedAsync(Platform platform, IServiceProvider services)
    {
        foreach (var (service, epoch) in await platform.RaiseEpochsAsync(services, CancellationToken.None).ConfigureAwait(false))
            await Console.Out.WriteLineAsync($"{service} is at epoch {epoch}; all of it is published again when it starts.").ConfigureAwait(false);
    }

    /// <summary>Serves a module's schema at <c>/graphql</c>.</summary>
    public static IEndpointConventionBuilder MapSubgraph(this IEndpointRouteBuilder routes, string module, string pattern = "/graphql") =>
        routes.MapGraphQL(
            pattern, routes.ServiceProvider.GetRequiredKeyedService<ModuleSchema>(module).Executor,
            ServiceLimits.Read(routes.ServiceProvider.GetService<IConfiguration>()).Http);

    /// <summary>One line a message, and from others only what needs attention.</summary>
    public static WebApplicationBuilder AddPlatformLogging(this WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders().AddSimpleConsole(options =>
        {
            options.SingleLine = true;
            options.TimestampFormat = "HH:mm:ss ";
        });
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("MassTransit", LogLevel.Warning);
        // Each look at a failing check would be an error; HealthLog tells once what changes.
        builder.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);
        // The start's own errors are reported in one sentence; Kestrel's trace of the same adds nothing.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        builder.Logging.AddFilter("Microsoft.AspNetCore.Server.Kestrel", level => level is LogLevel.Warning or LogLevel.Error);
        return builder;
    }

    private static MongoClient Connect(HostSettings settings)
    {
        try
        {
            return MongoClient.Create(settings.Store, new MongoClientOptions { DatabasePrefix = settings.DatabasePrefix });
        }
        catch (MongoConfigurationException e)
        {
            throw new StartupException($"--store: {e.Message}", e);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "--store: {Warning}")]
        public static partial void StoreWarning(ILogger logger, string warning);
    }
}
