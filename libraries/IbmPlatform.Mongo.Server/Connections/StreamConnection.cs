using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Protocol.Wire;
using IbmPlatform.Mongo.Server.Storage;

namespace IbmPlatform.Mongo.Server.Connections;

/// <summary>One client's connection over a stream: reads a message, runs it, writes the reply, until the client closes.</summary>
/// <param name="isWithin">
/// True for a client in this process: messages are read on its own thread, which runs what ends soon and leaves the rest to others.
/// </param>
internal sealed class StreamConnection(ClientSession session, Stream stream, ServerState state, bool isWithin)
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
                    var isBrief = isWithin && Thread.CurrentThread.IsThreadPoolThread && BriefCommands.Include(message);
                    // A write's answer is sent by the database's writer; what a client has sent already must not keep it from others.
                    if (!isBrief && (isWithin || !Thread.CurrentThread.IsThreadPoolThread))
                        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
                    using var answer = await (isBrief ? BeginAsync(message) : conversation.AnswerAsync(message)).ConfigureAwait(false);
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

    // Who writes twice before it awaits must not wait for the disk in between, nor commit twice.
    private Task<PooledBuffer?> BeginAsync(WireMessage message)
    {
        var burst = WriteBurst.Gather();
        try
        {
            return conversation.AnswerAsync(message);
        }
        finally
        {
            burst.HandOver();
        }
    }
}
