using IbmPlatform.ServiceDefaults.Hosting;
using IbmPlatform.ServiceDefaults.Streams;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace IbmPlatform.ServiceDefaults.Bus;

/// <summary>Takes requests to publish again.</summary>
internal sealed class ReplayConsumer<TModule>(IServiceProvider services) : IConsumer<ReplayRequested>
    where TModule : IServiceModule
{
    public async Task Consume(ConsumeContext<ReplayRequested> context)
    {
        var database = services.GetRequiredService<DatabaseOf<TModule>>().Database;
        var queue = await context.GetSendEndpoint(new Uri($"queue:{context.Message.Queue}")).ConfigureAwait(false);
        await new Replayer(database)
            .ReplayAsync(context.Message, (message, type, ct) => queue.Send(message, type, ct), context.CancellationToken).ConfigureAwait(false);
    }
}

/// <summary>Finds a module's database.</summary>
internal sealed record DatabaseOf<TModule>(ServiceDatabase Database);
