namespace IbmPlatform.ServiceDefaults.Streams;

/// <summary>The owner's side of a replay: sends a stream's log from a position to the queue that asked.</summary>
public sealed class Replayer(ServiceDatabase database)
{
    /// <summary>Sends what the consumer lacks, in order.</summary>
    /// <param name="request">Which stream, from where.</param>
    /// <param name="send">Sends one event of a type to the queue that the request names.</param>
    /// <param name="cancellationToken">Ends the replay; what was sent stays sent.</param>
    /// <returns>How many events were sent.</returns>
    public async Task<int> ReplayAsync(
        ReplayRequested request, Func<object, Type, CancellationToken, Task> send, CancellationToken cancellationToken)
    {
        if (!database.Streams.TryGetValue(request.Stream, out var stream))
        {
            throw new InvalidOperationException(
                $"{request.Queue} asks {database.Service} for the stream {request.Stream}; it has {string.Join(", ", database.Streams.Keys)}.");
        }
        var sent = 0;
        await foreach (var logged in database.Events.ReadStreamAsync(request.Stream, request.After, cancellationToken).ConfigureAwait(false))
        {
            await send(stream.CreateMessage(logged), stream.MessageType, cancellationToken).ConfigureAwait(false);
            sent++;
        }
        return sent;
    }
}
