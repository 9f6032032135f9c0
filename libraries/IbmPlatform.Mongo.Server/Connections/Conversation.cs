using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Protocol.Wire;

namespace IbmPlatform.Mongo.Server.Connections;

/// <summary>What is said on one connection: answers each message, whatever the bytes come and go by.</summary>
internal sealed class Conversation(ClientSession session, ServerState state)
{
    private int lastReplyId;

    /// <summary>Runs what a message asks for, and disposes it.</summary>
    /// <returns>The answer, to be disposed by the caller; null where the client wants none.</returns>
    /// <exception cref="WireProtocolException">The peer breaks the protocol: the connection has to end.</exception>
    public async Task<PooledBuffer?> AnswerAsync(WireMessage received)
    {
        var isPacked = received.Header.OpCode == OpCode.Compressed;
        using var message = isPacked ? Unpack(received) : received;
        return message.Header.OpCode switch
        {
            OpCode.Msg => await AnswerAsync(OpMsg.Read(message), message.Header.RequestId, isPacked).ConfigureAwait(false),
            OpCode.Query => await AnswerAsync(OpQuery.Read(message), message.Header.RequestId).ConfigureAwait(false),
            var code => throw new WireProtocolException($"Op code {(int)code} is not spoken here: 2013 (OP_MSG) is, 2012 (OP_COMPRESSED), and 2004 (OP_QUERY) for hello."),
        };
    }

    private WireMessage Unpack(WireMessage received)
    {
        if (session.HasAgreedOnZlib)
            return OpCompressed.Decompress(received);
        received.Dispose();
        throw new WireProtocolException("A message is packed, and hello has agreed on no way of packing.");
    }

    /// <param name="isPacked">Who packs a request gets its answer packed.</param>
    private async Task<PooledBuffer?> AnswerAsync(OpMsg message, int requestId, bool isPacked)
    {
        var reply = await RunAsync(message).ConfigureAwait(false);
        if ((message.Flags & OpMsgFlags.MoreToCome) != 0)
            return null;
        var buffer = new PooledBuffer(reply.SizeHint);
        var start = OpMsg.Start(buffer, NextReplyId(), requestId);
        reply.WriteTo(new BsonWriter(buffer));
        OpMsg.Finish(buffer, start);
        if (isPacked)
            OpCompressed.Compress(buffer);
        return buffer;
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

    private async Task<PooledBuffer?> AnswerAsync(OpQuery query, int requestId)
    {
        var reply = await LegacyHello.RunAsync(query, session, state).ConfigureAwait(false);
        var buffer = new PooledBuffer();
        OpReply.Write(buffer, NextReplyId(), requestId, reply);
        return buffer;
    }

    private int NextReplyId() => unchecked(++lastReplyId);
}
