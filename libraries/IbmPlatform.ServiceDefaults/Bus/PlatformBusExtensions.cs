using IbmPlatform.ServiceDefaults.Hosting;
using IbmPlatform.ServiceDefaults.Streams;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace IbmPlatform.ServiceDefaults.Bus;

/// <summary>The one bus of a process.</summary>
public static class PlatformBusExtensions
{
    private const int PrefetchCount = 64;

    /// <summary>Registers the bus with the consumers of every module: a second registration would be refused by MassTransit.</summary>
    public static IServiceCollection AddPlatformBus(this IServiceCollection services, BusOptions options, IReadOnlyList<ModuleBuilder> modules)
    {
        services.AddSingleton<BusStarted>();
        services.AddReceiveObserverFor();
        return services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            foreach (var module in modules)
            {
                foreach (var register in module.Consumers)
                    register(bus);
            }
            if (options.Broker is null)
                bus.UsingInMemory((context, transport) => Configure(context, transport));
            else
                bus.UsingRabbitMq((context, transport) =>
                {
                    transport.Host(options.Broker);
                    transport.PrefetchCount = PrefetchCount;
                    Configure(context, transport);
                });
        });
    }

    private static void Configure<TEndpoint>(IBusRegistrationContext context, IBusFactoryConfigurator<TEndpoint> transport)
        where TEndpoint : IReceiveEndpointConfigurator
    {
        transport.ConfigureJsonSerializerOptions(MessageJson.Apply);
        transport.ConfigureEndpoints(context);
    }

    private static void AddReceiveObserverFor(this IServiceCollection services) => services.AddBusObserver<StartedObserver>().AddReceiveObserver<UnreadMessages>();

    /// <summary>Adds a consumer on a queue of its own, one message at a time, so that order is kept.</summary>
    internal static void AddOrdered<TConsumer>(this IBusRegistrationConfigurator bus, string queue)
        where TConsumer : class, IConsumer =>
        bus.AddConsumer<TConsumer>().Endpoint(endpoint =>
        {
            endpoint.Name = queue;
            endpoint.ConcurrentMessageLimit = 1;
        });
}
