using System.Buffers.Binary;

namespace IbmPlatform.Mongo.Protocol.Wire;

/// <summary>OP_REPLY: the answer to OP_QUERY.</summary>
public sealed record OpReply(int Flags, long CursorId, int StartingFrom, IReadOnlyList<RawBsonDocument> Documents)
{
    /// <summary>Reads a message of op code 1.</summary>
    public static OpReply Read(WireMessage message)
    {
        var body = message.Body;
        if (body.Length < 20)
            throw new WireProtocolException("An OP_REPLY is too short.");
        var count = BinaryPrimitives.ReadInt32LittleEndian(body.Span[16..]);
        var rest = body[20..];
        var documents = new List<RawBsonDocument>();
        try
        {
            while (rest.Length > 0)
                documents.Add(RawBsonDocument.TakeFirst(rest, out rest));
        }
        catch (BsonException fault)
        {
            throw new WireProtocolException("OP_REPLY holds a document that is cut short: " + fault.Message, fault);
        }
        if (documents.Count != count)
            throw new WireProtocolException($"OP_REPLY says {count} documents and holds {documents.Count}.");
        return new OpReply(
            BinaryPrimitives.ReadInt32LittleEndian(body.Span), BinaryPrimitives.ReadInt64LittleEndian(body.Span[4..]),
            BinaryPrimitives.ReadInt32LittleEndian(body.Span[12..]), documents);
    }

    /// <summary>Writes a reply of one document.</summary>
    public static void Write(PooledBuffer buffer, int requestId, int responseTo, BsonDocument document)
    {
        var start = buffer.Length;
        new MessageHeader(0, requestId, responseTo, OpCode.Reply).Write(buffer.Take(MessageHeader.Size));
        BinaryPrimitives.WriteInt32LittleEndian(buffer.Take(4), 8);
        BinaryPrimitives.WriteInt64LittleEndian(buffer.Take(8), 0);
        BinaryPrimitives.WriteInt32LittleEndian(buffer.Take(4), 0);
        BinaryPrimitives.WriteInt32LittleEndian(buffer.Take(4), 1);
        document.WriteTo(new BsonWriter(buffer));
        OpMsg.Finish(buffer, start);
    }
}
