using System.Buffers.Binary;
using System.Text;

namespace IbmPlatform.Mongo.Protocol.Wire;

/// <summary>OP_QUERY: the legacy message that a first hello may come in.</summary>
public sealed record OpQuery(int Flags, string FullCollectionName, int NumberToSkip, int NumberToReturn, RawBsonDocument Query)
{
    /// <summary>Reads a message of op code 2004.</summary>
    public static OpQuery Read(WireMessage message)
    {
        var body = message.Body;
        var end = body.Length < 5 ? -1 : body.Span[4..].IndexOf((byte)0);
        if (end < 0 || body.Length < 4 + end + 1 + 8 + 5)
            throw new WireProtocolException("An OP_QUERY is too short.");
        var name = Encoding.UTF8.GetString(body.Span.Slice(4, end));
        var rest = body[(4 + end + 1)..];
        try
        {
            // An optional projection may follow the query; no command uses it.
            return new OpQuery(
                BinaryPrimitives.ReadInt32LittleEndian(body.Span), name,
                BinaryPrimitives.ReadInt32LittleEndian(rest.Span), BinaryPrimitives.ReadInt32LittleEndian(rest.Span[4..]),
                RawBsonDocument.TakeFirst(rest[8..], out _));
        }
        catch (BsonException fault)
        {
            throw new WireProtocolException("OP_QUERY holds a document that is cut short: " + fault.Message, fault);
        }
    }

    /// <summary>Writes a command to a database's "$cmd".</summary>
    public static void WriteCommand(PooledBuffer buffer, int requestId, string database, BsonDocument command)
    {
        var start = buffer.Length;
        new MessageHeader(0, requestId, 0, OpCode.Query).Write(buffer.Take(MessageHeader.Size));
        // SlaveOk: a secondary, too, must answer hello.
        BinaryPrimitives.WriteInt32LittleEndian(buffer.Take(4), 4);
        var name = Encoding.UTF8.GetBytes(database + ".$cmd\0");
        name.CopyTo(buffer.Take(name.Length));
        BinaryPrimitives.WriteInt32LittleEndian(buffer.Take(4), 0);
        BinaryPrimitives.WriteInt32LittleEndian(buffer.Take(4), -1);
        command.WriteTo(new BsonWriter(buffer));
        OpMsg.Finish(buffer, start);
    }
}
