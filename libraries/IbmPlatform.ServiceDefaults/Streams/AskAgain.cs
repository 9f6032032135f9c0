using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IbmPlatform.ServiceDefaults.Streams;

/// <summary>
/// Asks every owner for what is missing once the bus has started, and now and then after: the last message of a stream may be lost
/// without a later one to show the gap.
/// </summary>
internal sealed partial class AskAgain(
    IEnumerable<ISubscription> subscriptions, BusStarted started, TimeProvider time, ILogger<AskAgain> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await started.Task.WaitAsync(stoppingToken).ConfigureAwait(false);
            while (true)
            {
                foreach (var subscription in subscriptions)
                    await AskAsync(subscription, stoppingToken).ConfigureAwait(false);
                await Task.Delay(Interval, time, stoppingToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task AskAsync(ISubscription subscription, CancellationToken cancellationToken)
    {
        try
        {
            await subscription.AskAsync(cancellationToken).ConfigureAwait(false);
        }
        // The store or the broker is away: the next round asks again.
#pragma warning disable CA1031
        catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
        {
            Log.NotAsked(logger, subscription.Name.Queue, subscription.Name.Stream, e);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "{Queue} could not ask for the events of {Stream}; it asks again soon")]
        public static partial void NotAsked(ILogger logger, string queue, string stream, Exception e);
    }
}
