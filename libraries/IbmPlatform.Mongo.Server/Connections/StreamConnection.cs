using IbmPlatform.Mongo.Protocol.Wire;

namespace IbmPlatform.Mongo.Server.Connections;

/// <summary>One client's connection over a stream: reads a message, runs it, writes the reply, until the client closes.</summary>
internal sealed class StreamConnection(ClientSession session, Stream stream, ServerState state)
{
    private readonly Conversation conversation = new(session, state);

    public async Task RunAsync()
    {
        await using (stream.ConfigureAwait(false))
        {
            try
            {
                while (await WireMessage.ReadAsync(stream, cancellationToken: state.Stopping).ConfigureAwait(false) is { } message)
                {
                    // A write's answer is sent by the database's writer; what a client has sent already must not keep it from others.
                    if (!Thread.CurrentThread.IsThreadPoolThread)
                        await Task.Yield();
                    using var answer = await conversation.AnswerAsync(message).ConfigureAwait(false);
                    if (answer is null)
                        continue;
                    await stream.WriteAsync(answer.WrittenMemory, state.Stopping).ConfigureAwait(false);
                    await stream.FlushAsync(state.Stopping).ConfigureAwait(false);
                }
            }
            catch (Exception fault) when (fault is IOException or OperationCanceledException or ObjectDisposedException)
            {
                // The peer broke the protocol or went away, or the server stops: this connection ends, others go on.
            }
        }
    }
}
