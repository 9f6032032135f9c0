using IbmPlatform.ServiceDefaults.Hosting;
using IbmPlatform.ServiceDefaults.Streams;
using IbmPlatform.Values;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace IbmPlatform.ServiceDefaults.Bus;

/// <summary>Brings a module the events of one stream; the module is part of the type, so that two modules of a process have two consumers.</summary>
internal sealed class StreamConsumer<TModule, TEvent, TState>(IServiceProvider services) : IConsumer<TEvent>
    where TModule : IServiceModule
    where TEvent : AggregateChanged<TState>
    where TState : class
{
    public Task Consume(ConsumeContext<TEvent> context) =>
        services.GetRequiredService<SubscriptionOf<TModule, TEvent, TState>>().Subscription.ReceiveAsync(context.Message, context.CancellationToken);
}

/// <summary>Finds the subscription of a module's consumer.</summary>
internal sealed record SubscriptionOf<TModule, TEvent, TState>(Subscription<TState> Subscription)
    where TState : class;
