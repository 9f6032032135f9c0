using IbmPlatform.Values;
using Microsoft.Extensions.Logging;

namespace IbmPlatform.ServiceDefaults.Streams;

/// <summary>
/// One service's reading of one stream. It applies each event whatever its place, and moves its durable position on only where the
/// events before are applied too; where they are not, it asks the owner to publish again from the position.
/// </summary>
public sealed partial class Subscription<T>(
    SubscriptionName name, ServiceDatabase database, IReadOnlyList<IEventHandler<AggregateChanged<T>>> handlers,
    Func<ReplayRequested, CancellationToken, Task> ask, TimeProvider time, ILogger logger) : ISubscription
    where T : class
{
    private const int AttemptsBeforeParking = 3;
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <summary>How long an unanswered request is waited for before it is repeated.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();
    private DateTimeOffset askedAt = DateTimeOffset.MinValue;
    private long askedAfter = -1;

    /// <inheritdoc/>
    public SubscriptionName Name => name;

    /// <summary>Applies an event as it comes from the queue.</summary>
    public async Task ReceiveAsync(AggregateChanged<T> message, CancellationToken cancellationToken)
    {
        await ApplyOrParkAsync(message, cancellationToken).ConfigureAwait(false);
        await ThroughOutagesAsync(() => MoveOnAsync(message, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task<StreamPosition> PositionAsync(CancellationToken cancellationToken) =>
        database.Positions.ReadAsync(name.Queue, cancellationToken);

    /// <inheritdoc/>
    public async Task AskAsync(CancellationToken cancellationToken)
    {
        var position = await PositionAsync(cancellationToken).ConfigureAwait(false);
        await AskOnceAsync(position.Sequence, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task PassOverAsync(long epoch, long sequence, CancellationToken cancellationToken) =>
        database.Positions.StepAsync(name.Queue, epoch, sequence, cancellationToken);

    private async Task MoveOnAsync(AggregateChanged<T> message, CancellationToken cancellationToken)
    {
        if (await database.Positions.StepAsync(name.Queue, message.Epoch, message.Sequence, cancellationToken).ConfigureAwait(false))
            return;
        var position = await PositionAsync(cancellationToken).ConfigureAwait(false);
        if (position.Epoch > 0 && message.Epoch > position.Epoch)
        {
            // The owner came back from a backup: what it lost and we applied is told by its log from the start.
            await database.Positions.RestartAsync(name.Queue, message.Epoch, cancellationToken).ConfigureAwait(false);
            await AskOnceAsync(0, cancellationToken).ConfigureAwait(false);
        }
        else if (message.Sequence > position.Sequence + 1)
        {
            await AskOnceAsync(position.Sequence, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task ApplyOrParkAsync(AggregateChanged<T> message, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                foreach (var handler in handlers)
                    await ThroughOutagesAsync(() => handler.ApplyAsync(message, cancellationToken), cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                throw;
            }
            // Whatever a handler cannot digest must not stop the events behind it: parked with its reason, it waits for a person.
#pragma warning disable CA1031
            catch (Exception e) when (attempt >= AttemptsBeforeParking)
#pragma warning restore CA1031
            {
                var eventId = $"{message.Id}@{message.Version}";
                await ThroughOutagesAsync(() => database.Parked.ParkAsync(name.Queue, eventId, message, e, cancellationToken), cancellationToken)
                    .ConfigureAwait(false);
                Log.Parked(logger, eventId, name.Stream, name.Queue, e);
                return;
            }
#pragma warning disable CA1031
            catch (Exception)
#pragma warning restore CA1031
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50 * attempt), time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>An unreachable store is no fault of the message: wait for it.</summary>
    private async Task ThroughOutagesAsync(Func<Task> step, CancellationToken cancellationToken)
    {
        for (var pause = TimeSpan.FromMilliseconds(100); ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                await step().ConfigureAwait(false);
                return;
            }
            catch (Exception e) when (StoreFailure.IsTransient(e))
            {
                Log.StoreAway(logger, name.Queue, e.Message);
                await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private Task AskOnceAsync(long after, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            // Each event that overtook the missing ones finds the gap again; one request in a while is enough.
            if (now - askedAt < Patience && after >= askedAfter)
                return Task.CompletedTask;
            (askedAt, askedAfter) = (now, after);
        }
        return ask(new ReplayRequested(name.Stream, after, name.Queue), cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Event {EventId} of {Stream} cannot be applied by {Queue}; it is parked in the collection 'parked'")]
        public static partial void Parked(ILogger logger, string eventId, string stream, string queue, Exception e);

        [LoggerMessage(2, LogLevel.Warning, "{Queue} waits for its store: {Reason}")]
        public static partial void StoreAway(ILogger logger, string queue, string reason);
    }
}
