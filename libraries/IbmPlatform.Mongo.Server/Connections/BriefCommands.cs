using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Protocol.Wire;

namespace IbmPlatform.Mongo.Server.Connections;

/// <summary>
/// Which commands the thread that reads the sockets may run itself, for they end soon, or wait in the database's queue for writes:
/// to wake another thread would take longer. Every other command gets a thread of the pool, and holds nobody up.
/// </summary>
internal static class BriefCommands
{
    // A larger message takes its time to be checked, whatever it asks for.
    private const int MaxSize = 16 * 1024;

    // After the flags comes the kind of the first section: 0, a body.
    private const int BodyStart = 5;

    public static bool Include(WireMessage message)
    {
        if (message.Header.OpCode != OpCode.Msg || message.Header.Length > MaxSize)
            return false;
        var bytes = message.Body;
        if (bytes.Length <= BodyStart || bytes.Span[BodyStart - 1] != 0)
            return false;
        try
        {
            var body = RawBsonDocument.TakeFirst(bytes[BodyStart..], out _);
            foreach (var first in body)
                return IsBrief(first.NameUtf8.Span, body);
        }
        catch (BsonException)
        {
            // Told by whoever runs it.
        }

        return false;
    }

    // Variables are computed before a write is queued, and may take any time.
    private static bool IsBrief(ReadOnlySpan<byte> command, RawBsonDocument body) =>
        (command.SequenceEqual("insert"u8) || command.SequenceEqual("update"u8) || command.SequenceEqual("delete"u8) ||
        command.SequenceEqual("ping"u8) || (command.SequenceEqual("find"u8) && FindsById(body))) && !body.TryFind("let"u8, out _);

    // A hint, and the natural order, may have it go through the whole collection.
    private static bool FindsById(RawBsonDocument body)
    {
        if (!body.TryFind("filter"u8, out var filter) || filter.Type != BsonType.Document || Computes(body) ||
            body.TryFind("hint"u8, out _) || body.TryFind("sort"u8, out _))
            return false;
        var count = 0;
        foreach (var condition in filter.AsDocument)
        {
            if (++count > 1 || !condition.NameUtf8.Span.SequenceEqual("_id"u8) ||
                condition.Type is BsonType.Document or BsonType.Array or BsonType.Regex)
                return false;
        }

        return count == 1;
    }

    private static bool Computes(RawBsonDocument body)
    {
        if (!body.TryFind("projection"u8, out var projection))
            return false;
        if (projection.Type != BsonType.Document)
            return true;
        foreach (var field in projection.AsDocument)
        {
            if (field.Type is BsonType.Document or BsonType.Array or BsonType.String)
                return true;
        }

        return false;
    }
}
