using IbmPlatform.ServiceDefaults.Bus;
using IbmPlatform.ServiceDefaults.Streams;
using IbmPlatform.Values;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IbmPlatform.ServiceDefaults.Hosting;

/// <summary>Knows the module's type, which tells its consumers from those of other modules in the process.</summary>
internal sealed class ModuleBuilderOf<TModule> : ModuleBuilder
    where TModule : IServiceModule
{
    public ModuleBuilderOf(string name, IServiceCollection services)
        : base(name, services)
    {
        services.AddSingleton(provider => new DatabaseOf<TModule>(provider.GetRequiredKeyedService<ServiceDatabase>(name)));
        Consumers.Add(bus => bus.AddOrdered<ReplayConsumer<TModule>>(SubscriptionName.ReplayQueueOf(name)));
    }

    private protected override void AddConsumer<T, TEvent>(
        SubscriptionName name, Func<IServiceProvider, IReadOnlyList<IEventHandler<AggregateChanged<T>>>> handlers)
    {
        Consumers.Add(bus => bus.AddOrdered<StreamConsumer<TModule, TEvent, T>>(name.Queue));
        Services.AddSingleton(provider => new SubscriptionOf<TModule, TEvent, T>(new Subscription<T>(
            name,
            provider.GetRequiredKeyedService<ServiceDatabase>(name.Service),
            handlers(provider),
            (request, cancellationToken) => AskAsync(provider, name, request, cancellationToken),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<Subscription<T>>>())));
        Services.AddSingleton<ISubscription>(provider => provider.GetRequiredService<SubscriptionOf<TModule, TEvent, T>>().Subscription);
    }

    private static async Task AskAsync(
        IServiceProvider provider, SubscriptionName name, ReplayRequested request, CancellationToken cancellationToken)
    {
        var owner = await provider.GetRequiredService<IBus>().GetSendEndpoint(new Uri($"queue:{name.OwnerQueue}")).ConfigureAwait(false);
        await owner.Send(request, cancellationToken).ConfigureAwait(false);
    }
}
