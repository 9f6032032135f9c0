using IbmPlatform.ServiceDefaults.Aggregates;
using IbmPlatform.ServiceDefaults.Bus;
using IbmPlatform.ServiceDefaults.Hosting;
using IbmPlatform.Testing;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IbmPlatform.ServiceDefaults.Tests.Hosting;

public sealed class PlatformTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Two_services_each_get_every_event_over_the_bus_in_memory()
    {
        await using var store = new TestStore();
        await TwoServicesGetEveryEventAsync(store, BusOptions.Parse(BusOptions.InMemory));
    }

    [Fact]
    public async Task Two_services_each_get_every_event_over_RabbitMQ()
    {
        await using var broker = await RabbitMqBroker.StartAsync(TestContext.Current.CancellationToken);
        await using var store = new TestStore();
        await TwoServicesGetEveryEventAsync(store, BusOptions.Parse(broker.Address.ToString()));
    }

    [Fact]
    public async Task A_service_that_starts_late_gets_what_was_published_before()
    {
        await using var store = new TestStore();
        var bus = BusOptions.Parse(BusOptions.InMemory);
        using (var owner = await StartAsync(store, bus, platform => platform.Add(new Owner())))
        {
            await owner.Services.GetRequiredService<AggregateStore<Thing>>().InsertMissingAsync(Things(30), Change.BySystem, store.Token);
            await QuietAsync(owner, store.Token);
            await owner.StopAsync(store.Token);
        }

        using var both = await StartAsync(store, bus, platform => platform.Add(new Owner()).Add(new FirstReader()));
        await QuietAsync(both, store.Token);

        Assert.Equal(30, await CountAsync(both, "first", store.Token));
        await both.StopAsync(store.Token);
    }

    [Fact]
    public async Task A_message_that_cannot_be_read_is_parked_once_alarms_health_and_holds_nothing_up()
    {
        await using var store = new TestStore();
        using var host = await StartAsync(store, BusOptions.Parse(BusOptions.InMemory), platform => platform.Add(new Owner()).Add(new FirstReader()));
        var reader = host.Services.GetRequiredKeyedService<ServiceDatabase>("first");
        var health = host.Services.GetRequiredService<HealthCheckService>();
        Assert.Equal(HealthStatus.Healthy, (await health.CheckHealthAsync(check => check.Name == "parked", store.Token)).Status);

        var queue = await host.Services.GetRequiredService<IBus>().GetSendEndpoint(new Uri("queue:first-things-thing"));
        for (var i = 0; i < 2; i++)
            await queue.Send(new Unreadable("things/thing", 1, 1, "thing/t00", 1, "no instant"), store.Token);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(store.Token);
        limit.CancelAfter(Limit);
        while (await reader.Parked.CountAsync(limit.Token) == 0 || (await reader.Positions.ReadAsync("first-things-thing", limit.Token)).Sequence == 0)
            await Task.Delay(50, limit.Token);

        var report = await health.CheckHealthAsync(check => check.Name == "parked", store.Token);
        Assert.Equal(HealthStatus.Degraded, report.Status);
        Assert.Contains("1 in first", report.Entries["parked"].Description, StringComparison.Ordinal);
        await host.Services.GetRequiredService<AggregateStore<Thing>>().InsertMissingAsync(Things(3), Change.BySystem, store.Token);
        await QuietAsync(host, store.Token);
        Assert.Equal(1, await reader.Parked.CountAsync(store.Token));
        await host.StopAsync(store.Token);
    }

    private static async Task TwoServicesGetEveryEventAsync(TestStore store, BusOptions bus)
    {
        using var host = await StartAsync(store, bus, platform => platform.Add(new Owner()).Add(new FirstReader()).Add(new SecondReader()));
        var things = host.Services.GetRequiredService<AggregateStore<Thing>>();

        await things.InsertMissingAsync(Things(25), Change.BySystem, store.Token);
        foreach (var thing in await things.ListAsync([], [], store.Token))
            await things.UpdateAsync(thing, thing.State with { Rank = 1 }, Change.BySystem, store.Token);
        await QuietAsync(host, store.Token);

        foreach (var reader in new[] { "first", "second" })
        {
            var kept = await host.Services.GetRequiredKeyedService<ServiceDatabase>(reader).ReadModel<Thing>("things").ListAsync([], null, store.Token);
            Assert.Equal(25, kept.Count);
            Assert.All(kept, thing => Assert.Equal(1, thing.Rank));
        }
        await host.StopAsync(store.Token);
    }

    private static IReadOnlyList<Thing> Things(int count) => [.. Enumerable.Range(0, count).Select(i => Thing.Of($"t{i:00}"))];

    private static async Task<IHost> StartAsync(TestStore store, BusOptions bus, Func<Platform, Platform> add)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        var platform = add(new Platform(builder.Services, store.Client)).UseBus(bus);
        var host = builder.Build();
        await platform.PrepareAsync(host.Services, null, store.Token);
        await host.StartAsync(store.Token);
        return host;
    }

    private static async Task QuietAsync(IHost host, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        while (!StreamStatus.IsQuiet(await StreamStatus.ReadAsync(host.Services, limit.Token)))
            await Task.Delay(50, limit.Token);
    }

    private static async Task<int> CountAsync(IHost host, string reader, CancellationToken cancellationToken) =>
        (await host.Services.GetRequiredKeyedService<ServiceDatabase>(reader).ReadModel<Thing>("things").ListAsync([], null, cancellationToken)).Count;

    /// <summary>Calls itself the contract's event and is none: its instant cannot be read.</summary>
    [MessageUrn("IbmPlatform.ServiceDefaults.Tests:ThingChanged")]
    public sealed record Unreadable(string Source, long Epoch, long Sequence, string Id, int Version, string OccurredAt);

    private sealed class Owner : IServiceModule
    {
        public string Name => "things";

        public void Configure(ModuleBuilder module) => module.Owns<Thing, ThingChanged>("thing", "things", thing => thing.Id);
    }

    private sealed class FirstReader : IServiceModule
    {
        public string Name => "first";

        public void Configure(ModuleBuilder module) => module.Follows<Thing, ThingChanged>("things/thing", "things");
    }

    private sealed class SecondReader : IServiceModule
    {
        public string Name => "second";

        public void Configure(ModuleBuilder module) => module.Follows<Thing, ThingChanged>("things/thing", "things");
    }
}
