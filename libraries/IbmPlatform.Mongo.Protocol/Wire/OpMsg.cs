using System.Buffers.Binary;

namespace IbmPlatform.Mongo.Protocol.Wire;

/// <summary>OP_MSG: one body document and any number of document sequences.</summary>
public sealed record OpMsg(OpMsgFlags Flags, RawBsonDocument Body, IReadOnlyList<DocumentSequence> Sequences)
{
    private const int KnownRequiredBits = (int)(OpMsgFlags.ChecksumPresent | OpMsgFlags.MoreToCome);

    /// <summary>Reads a message of op code 2013; it stays valid as long as the message is not disposed.</summary>
    public static OpMsg Read(WireMessage message)
    {
        var body = message.Body;
        if (body.Length < 5)
            throw new WireProtocolException("An OP_MSG is too short for its flags and a section.");
        var flags = BinaryPrimitives.ReadInt32LittleEndian(body.Span);
        if ((flags & 0xFFFF & ~KnownRequiredBits) != 0)
            throw new WireProtocolException($"OP_MSG has required flag bits that are unknown: 0x{flags & 0xFFFF & ~KnownRequiredBits:X4}.");
        if ((flags & (int)OpMsgFlags.ChecksumPresent) != 0)
        {
            Crc32C.Verify(message.Header, body.Span);
            body = body[..^4];
        }
        return ReadSections((OpMsgFlags)flags, body[4..]);
    }

    /// <summary>Starts a message; write the body with the writer, then call <see cref="Finish"/>.</summary>
    public static int Start(PooledBuffer buffer, int requestId, int responseTo = 0, OpMsgFlags flags = OpMsgFlags.None)
    {
        var start = buffer.Length;
        new MessageHeader(0, requestId, responseTo, OpCode.Msg).Write(buffer.Take(MessageHeader.Size));
        BinaryPrimitives.WriteInt32LittleEndian(buffer.Take(4), (int)flags);
        buffer.Take(1)[0] = 0;
        return start;
    }

    /// <summary>Starts a document sequence after the body; returns its position for <see cref="FinishSequence"/>.</summary>
    public static int StartSequence(PooledBuffer buffer, string identifier)
    {
        buffer.Take(1)[0] = 1;
        var start = buffer.Length;
        buffer.Take(4);
        var size = System.Text.Encoding.UTF8.GetByteCount(identifier);
        System.Text.Encoding.UTF8.GetBytes(identifier, buffer.Take(size));
        buffer.Take(1)[0] = 0;
        return start;
    }

    /// <summary>Ends a document sequence.</summary>
    public static void FinishSequence(PooledBuffer buffer, int start) =>
        BinaryPrimitives.WriteInt32LittleEndian(buffer.WrittenForPatching[start..], buffer.Length - start);

    /// <summary>Ends the message that started there.</summary>
    public static void Finish(PooledBuffer buffer, int start) =>
        BinaryPrimitives.WriteInt32LittleEndian(buffer.WrittenForPatching[start..], buffer.Length - start);

    /// <summary>Writes a whole message with a body only.</summary>
    public static void Write(PooledBuffer buffer, int requestId, int responseTo, BsonDocument body, OpMsgFlags flags = OpMsgFlags.None)
    {
        var start = Start(buffer, requestId, responseTo, flags);
        body.WriteTo(new BsonWriter(buffer));
        Finish(buffer, start);
    }

    private static OpMsg ReadSections(OpMsgFlags flags, ReadOnlyMemory<byte> rest)
    {
        RawBsonDocument? body = null;
        List<DocumentSequence>? sequences = null;
        while (rest.Length > 0)
        {
            var kind = rest.Span[0];
            rest = rest[1..];
            switch (kind)
            {
                case 0 when body is null:
                    body = Document(ref rest);
                    break;
                case 1:
                    (sequences ??= []).Add(ReadSequence(ref rest));
                    break;
                default:
                    throw new WireProtocolException(kind == 0 ? "OP_MSG has two bodies." : $"OP_MSG has a section of unknown kind {kind}.");
            }
        }
        return new OpMsg(flags, body ?? throw new WireProtocolException("OP_MSG has no body."), sequences ?? (IReadOnlyList<DocumentSequence>)[]);
    }

    private static DocumentSequence ReadSequence(ref ReadOnlyMemory<byte> rest)
    {
        var size = rest.Length < 5 ? -1 : BinaryPrimitives.ReadInt32LittleEndian(rest.Span);
        if (size < 5 || size > rest.Length)
            throw new WireProtocolException($"A document sequence says that it has {size} bytes where {rest.Length} are left.");
        var section = rest[4..size];
        rest = rest[size..];
        var end = section.Span.IndexOf((byte)0);
        if (end < 0)
            throw new WireProtocolException("A document sequence's name does not end.");
        var name = System.Text.Encoding.UTF8.GetString(section.Span[..end]);
        section = section[(end + 1)..];
        var documents = new List<RawBsonDocument>();
        while (section.Length > 0)
            documents.Add(Document(ref section));
        return new DocumentSequence(name, documents);
    }

    private static RawBsonDocument Document(ref ReadOnlyMemory<byte> rest)
    {
        try
        {
            return RawBsonDocument.TakeFirst(rest, out rest);
        }
        catch (BsonException fault)
        {
            throw new WireProtocolException("OP_MSG holds a document that is cut short: " + fault.Message, fault);
        }
    }
}
