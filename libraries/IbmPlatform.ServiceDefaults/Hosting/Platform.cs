using IbmPlatform.Mongo.Client;
using IbmPlatform.ServiceDefaults.Bus;
using IbmPlatform.ServiceDefaults.Caching;
using IbmPlatform.ServiceDefaults.DataSets;
using IbmPlatform.ServiceDefaults.Events;
using IbmPlatform.ServiceDefaults.Streams;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IbmPlatform.ServiceDefaults.Hosting;

/// <summary>The modules of one process with what they share: store client, bus, clock.</summary>
public sealed class Platform
{
    private readonly IServiceCollection services;
    private readonly List<ModuleBuilder> modules = [];

    /// <summary>A process over one store.</summary>
    public Platform(IServiceCollection services, MongoClient store)
    {
        this.services = services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(store);
        services.TryAddSingleton(_ => new RecordCache());
        services.AddSingleton(this);
        services.AddSingleton<Seeder>();
        services.AddSingleton<PlatformState>();
        services.AddSingleton<HealthLog>().AddHealthChecks().AddCheck<StoreHealth>("store", tags: ["ready"]).AddCheck<PreparedHealth>("prepared", tags: ["ready"])
            .AddCheck<ParkedHealth>("parked", tags: ["ready"]);
    }

    internal IReadOnlyList<ModuleBuilder> Modules => modules;

    /// <summary>Adds a service; after the last one comes <see cref="UseBus"/>.</summary>
    public Platform Add<TModule>(TModule module)
        where TModule : IServiceModule
    {
        var builder = new ModuleBuilderOf<TModule>(module.Name, services);
        module.Configure(builder);
        modules.Add(builder);
        if (builder.SdlTexts.Count > 0)
            services.AddKeyedSingleton(module.Name, (provider, _) => ModuleSchema.Bind(builder, provider));
        if (builder.Streams.Count > 0)
            AddPump(module.Name);
        return this;
    }

    /// <summary>Registers the one bus with every module's consumers.</summary>
    public Platform UseBus(BusOptions options)
    {
        services.AddPlatformBus(options, modules);
        services.AddHostedService<AskAgain>();
        return this;
    }

    /// <summary>Creates indexes and loads the data set; call it before the host starts.</summary>
    /// <param name="provider">The host's services.</param>
    /// <param name="dataFolder">The data set; null: nothing is loaded.</param>
    /// <param name="cancellationToken">Ends the preparation.</param>
    /// <exception cref="DataSetException">The data set has faults.</exception>
    public async Task PrepareAsync(IServiceProvider provider, string? dataFolder, CancellationToken cancellationToken)
    {
        foreach (var module in modules)
        {
            var database = provider.GetRequiredKeyedService<ServiceDatabase>(module.Name);
            await database.PrepareAsync(cancellationToken).ConfigureAwait(false);
            foreach (var (collection, indexes) in module.Indexes.Where(i => i.Indexes.Length > 0))
            {
                await database.Database.GetCollection<Mongo.Protocol.BsonDocument>(collection)
                    .CreateIndexesAsync(indexes, cancellationToken).ConfigureAwait(false);
            }
            // Faults of SDL against C# come out now, all at once, not with the first request.
            if (module.SdlTexts.Count > 0)
                provider.GetRequiredKeyedService<ModuleSchema>(module.Name);
        }
        if (dataFolder is not null)
            await provider.GetRequiredService<Seeder>().RunAsync(dataFolder, modules, cancellationToken).ConfigureAwait(false);
        provider.GetRequiredService<PlatformState>().IsPrepared = true;
    }

    /// <summary>Raises the epoch of every service, after a restore from a backup; see <see cref="ServiceDatabase.RaiseEpochAsync"/>.</summary>
    /// <returns>The new epoch of each service.</returns>
    public async Task<IReadOnlyList<(string Service, long Epoch)>> RaiseEpochsAsync(IServiceProvider provider, CancellationToken cancellationToken)
    {
        var raised = new List<(string, long)>();
        foreach (var module in modules)
        {
            var database = provider.GetRequiredKeyedService<ServiceDatabase>(module.Name);
            raised.Add((module.Name, await database.RaiseEpochAsync(cancellationToken).ConfigureAwait(false)));
        }
        return raised;
    }

    private void AddPump(string module)
    {
        services.AddSingleton<IHostedService>(provider => Loop(provider, module, "dispatcher", database => database.Outbox.DrainAsync, database => database.Outbox.WaitAsync));
        services.AddSingleton<IHostedService>(provider => Loop(
            provider,
            module,
            "publisher",
            database =>
            {
                var bus = provider.GetRequiredService<IBus>();
                var started = provider.GetRequiredService<BusStarted>();
                var publisher = new EventPublisher(database, (message, type, ct) => bus.Publish(message, type, ct));
                return async cancellationToken =>
                {
                    await started.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
                    await publisher.PublishPendingAsync(cancellationToken).ConfigureAwait(false);
                };
            },
            database => ct => database.Outbox.Logged.WaitAsync(TimeSpan.FromSeconds(1), ct)));
    }

    private static LeasedLoop Loop(
        IServiceProvider provider, string module, string job,
        Func<ServiceDatabase, Func<CancellationToken, Task>> run, Func<ServiceDatabase, Func<CancellationToken, Task>> wait)
    {
        var database = provider.GetRequiredKeyedService<ServiceDatabase>(module);
        var time = provider.GetRequiredService<TimeProvider>();
        return new LeasedLoop(
            $"{module} {job}", new Lease(database.Database, job, time), run(database), wait(database), time,
            provider.GetRequiredService<ILogger<LeasedLoop>>());
    }
}
