namespace IbmPlatform.ServiceDefaults.Events;

/// <summary>
/// Reads the log in order from its own position and publishes, each event confirmed before the position moves on: after a crash the
/// last few are published again, which consumers do not mind.
/// </summary>
public sealed class EventPublisher(ServiceDatabase database, Func<object, Type, CancellationToken, Task> publish)
{
    private const int BatchSize = 100;
    internal const string PositionName = "publisher";

    /// <summary>Publishes what the log has beyond the position.</summary>
    /// <returns>How many events were published.</returns>
    public async Task<int> PublishPendingAsync(CancellationToken cancellationToken)
    {
        var published = 0;
        while (true)
        {
            var position = await database.Positions.ReadAsync(PositionName, cancellationToken).ConfigureAwait(false);
            var batch = await database.Events.ReadAfterAsync(position.Sequence, BatchSize, cancellationToken).ConfigureAwait(false);
            if (batch.Count == 0)
                return published;
            foreach (var logged in batch)
            {
                if (!database.Streams.TryGetValue(logged.Stream, out var stream))
                {
                    throw new InvalidOperationException(
                        $"Event {logged.EventId} is of stream {logged.Stream}, which {database.Service} no longer has; keep the aggregate type registered.");
                }
                await publish(stream.CreateMessage(logged), stream.MessageType, cancellationToken).ConfigureAwait(false);
            }
            await database.Positions.AdvanceAsync(PositionName, batch[^1].Sequence, cancellationToken).ConfigureAwait(false);
            published += batch.Count;
        }
    }
}
