using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Protocol.Wire;

namespace IbmPlatform.Mongo.Server.Connections;

/// <summary>One client's connection: reads a message, runs it, writes the reply, until the client closes.</summary>
internal sealed class ClientConnection(ClientSession session, Stream stream, ServerState state)
{
    private int lastReplyId;

    public async Task RunAsync()
    {
        await using (stream.ConfigureAwait(false))
        {
            try
            {
                while (await WireMessage.ReadAsync(stream, cancellationToken: state.Stopping).ConfigureAwait(false) is { } message)
                {
                    using (message)
                    {
                        // A write's answer is sent by the database's writer; what a client has sent already must not keep it from others.
                        if (!Thread.CurrentThread.IsThreadPoolThread)
                            await Task.Yield();
                        await AnswerAsync(message).ConfigureAwait(false);
                    }
                }
            }
            catch (Exception fault) when (fault is IOException or OperationCanceledException or ObjectDisposedException)
            {
                // The peer broke the protocol or went away, or the server stops: this connection ends, others go on.
            }
        }
    }

    private Task AnswerAsync(WireMessage message) => message.Header.OpCode switch
    {
        OpCode.Msg => AnswerAsync(OpMsg.Read(message), message.Header.RequestId),
        OpCode.Query => AnswerAsync(OpQuery.Read(message), message.Header.RequestId),
        var code => throw new WireProtocolException($"Op code {(int)code} is not spoken here: 2013 (OP_MSG) is, and 2004 (OP_QUERY) for hello."),
    };

    private async Task AnswerAsync(OpMsg message, int requestId)
    {
        var reply = await RunAsync(message).ConfigureAwait(false);
        if ((message.Flags & OpMsgFlags.MoreToCome) != 0)
            return;
        using var buffer = new PooledBuffer(reply.SizeHint);
        var start = OpMsg.Start(buffer, NextReplyId(), requestId);
        reply.WriteTo(new BsonWriter(buffer));
        OpMsg.Finish(buffer, start);
        await stream.WriteAsync(buffer.WrittenMemory, state.Stopping).ConfigureAwait(false);
        await stream.FlushAsync(state.Stopping).ConfigureAwait(false);
    }

    private Task<CommandReply> RunAsync(OpMsg message)
    {
        try
        {
            return CommandTable.RunAsync(CommandRequest.From(message), session, state);
        }
        catch (BsonException fault)
        {
            // The body cannot even be searched for its database; the frame was sound, so the connection goes on.
            return Task.FromResult<CommandReply>(ErrorReply.Of(MongoErrorCodes.InvalidBson, fault.Message));
        }
    }

    private async Task AnswerAsync(OpQuery query, int requestId)
    {
        var reply = await LegacyHello.RunAsync(query, session, state).ConfigureAwait(false);
        using var buffer = new PooledBuffer();
        OpReply.Write(buffer, NextReplyId(), requestId, reply);
        await stream.WriteAsync(buffer.WrittenMemory, state.Stopping).ConfigureAwait(false);
        await stream.FlushAsync(state.Stopping).ConfigureAwait(false);
    }

    private int NextReplyId() => unchecked(++lastReplyId);
}
