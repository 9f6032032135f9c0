using IbmPlatform.Mongo.Client;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IbmPlatform.ServiceDefaults.Events;

/// <summary>Runs a job again and again in the one process that holds its lease, through failures of the store and the broker.</summary>
internal sealed partial class LeasedLoop(
    string job, Lease lease, Func<CancellationToken, Task> run, Func<CancellationToken, Task> wait, TimeProvider time, ILogger<LeasedLoop> logger)
    : BackgroundService
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var failures = 0;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await lease.TryHoldAsync(stoppingToken).ConfigureAwait(false))
                    await run(stoppingToken).ConfigureAwait(false);
                failures = 0;
                await wait(stoppingToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            // Whatever went wrong, the events are still where they were: say so, pause, try again.
#pragma warning disable CA1031
            catch (Exception e)
#pragma warning restore CA1031
            {
                failures++;
                var pause = TimeSpan.FromSeconds(Math.Min(Math.Pow(2, failures - 1) / 2, LongestPause.TotalSeconds));
                Log.Failed(logger, job, failures, pause.TotalSeconds, e);
                await Task.Delay(pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Gives the lease back, so that the next start need not wait for its end.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await lease.ReleaseAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (MongoException e)
        {
            Log.NotReleased(logger, job, Lease.Term.TotalSeconds, e);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "{Job} failed, {Failures} time(s) in a row; it tries again in {Seconds} s")]
        public static partial void Failed(ILogger logger, string job, int failures, double seconds, Exception e);

        [LoggerMessage(2, LogLevel.Information, "{Job} could not give its lease back; it ends by itself within {Seconds} s")]
        public static partial void NotReleased(ILogger logger, string job, double seconds, Exception e);
    }
}
