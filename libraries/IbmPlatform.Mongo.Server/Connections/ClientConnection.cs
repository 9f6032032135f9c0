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
                while (await WireMessage.ReadAsync(stream, cancellationToken: state.Stopping).ConfigureAwait(false) is { } received)
                {
                    var isPacked = received.Header.OpCode == OpCode.Compressed;
                    using var message = isPacked ? Unpack(received) : received;
                    // A write's answer is sent by the database's writer; what a client has sent already must not keep it from others.
                    if (!Thread.CurrentThread.IsThreadPoolThread)
                        await Task.Yield();
                    await AnswerAsync(message, isPacked).ConfigureAwait(false);
                }
            }
            catch (Exception fault) when (fault is IOException or OperationCanceledException or ObjectDisposedException)
            {
                // The peer broke the protocol or went away, or the server stops: this connection ends, others go on.
            }
        }
    }

    private WireMessage Unpack(WireMessage received)
    {
        if (session.HasAgreedOnZlib)
            return OpCompressed.Decompress(received);
        received.Dispose();
        throw new WireProtocolException("A message is packed, and hello has agreed on no way of packing.");
    }

    private Task AnswerAsync(WireMessage message, bool isPacked) => message.Header.OpCode switch
    {
        OpCode.Msg => AnswerAsync(OpMsg.Read(message), message.Header.RequestId, isPacked),
        OpCode.Query => AnswerAsync(OpQuery.Read(message), message.Header.RequestId),
        var code => throw new WireProtocolException($"Op code {(int)code} is not spoken here: 2013 (OP_MSG) is, 2012 (OP_COMPRESSED), and 2004 (OP_QUERY) for hello."),
    };

    /// <param name="isPacked">Who packs a request gets its answer packed.</param>
    private async Task AnswerAsync(OpMsg message, int requestId, bool isPacked)
    {
        var reply = await RunAsync(message).ConfigureAwait(false);
        if ((message.Flags & OpMsgFlags.MoreToCome) != 0)
            return;
        using var buffer = new PooledBuffer(reply.SizeHint);
        var start = OpMsg.Start(buffer, NextReplyId(), requestId);
        reply.WriteTo(new BsonWriter(buffer));
        OpMsg.Finish(buffer, start);
        if (isPacked)
            OpCompressed.Compress(buffer);
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
