using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Commands;

/// <summary>Makes a document fit to be stored: valid, not too large, its <c>_id</c> there and first.</summary>
internal static class NewDocument
{
    public static ReadOnlyMemory<byte> Prepare(RawBsonDocument document, TimeProvider clock)
    {
        BsonValidator.Validate(document.Bytes.Span);
        var prepared = WithIdFirst(document, clock);
        CheckSize(prepared.Length);
        return prepared;
    }

    public const int MaxSize = BsonLimits.MaxDocumentSize;

    public static CommandException TooLargeUpdate() => new(MongoErrorCodes.BsonObjectTooLarge, $"Resulting document after update is larger than {MaxSize}");

    public static void CheckSize(int length)
    {
        if (length > BsonLimits.MaxDocumentSize)
            throw new CommandException(MongoErrorCodes.BsonObjectTooLarge, $"object to insert too large. size in bytes: {length}, max size: {BsonLimits.MaxDocumentSize}");
    }

    public static void CheckId(BsonType type)
    {
        if (type is BsonType.Array or BsonType.Undefined or BsonType.Regex)
            throw new CommandException(MongoErrorCodes.InvalidIdField, $"The '_id' value cannot be of type {Query.TypeNames.Of(type)}");
    }

    // Anywhere else such a name may be stored; in an id it could not be asked for again.
    private static void CheckNames(RawBsonDocument id)
    {
        foreach (var element in id)
        {
            if (element.Name.StartsWith('$'))
                throw new CommandException(MongoErrorCodes.DollarPrefixedFieldName, $"_id fields may not contain '$'-prefixed fields: {element.Name} is not valid for storage.");
        }
    }

    private static ReadOnlyMemory<byte> WithIdFirst(RawBsonDocument document, TimeProvider clock)
    {
        var first = true;
        foreach (var element in document)
        {
            if (!element.NameUtf8.Span.SequenceEqual("_id"u8))
            {
                first = false;
                continue;
            }

            CheckId(element.Type);
            if (element.Type == BsonType.Document)
                CheckNames(element.AsDocument);
            return first ? document.Bytes : Rewrite(document, element.Type, element.Value.Span);
        }

        Span<byte> id = stackalloc byte[ObjectId.Size];
        ObjectId.NewId(clock).WriteBytes(id);
        return Rewrite(document, BsonType.ObjectId, id);
    }

    private static ReadOnlyMemory<byte> Rewrite(RawBsonDocument document, BsonType idType, ReadOnlySpan<byte> id)
    {
        using var buffer = new PooledBuffer(document.Bytes.Length + 32);
        var writer = new BsonWriter(buffer);
        writer.StartDocument();
        writer.WriteRaw("_id", idType, id);
        foreach (var element in document)
        {
            if (!element.NameUtf8.Span.SequenceEqual("_id"u8))
                writer.WriteRaw(element.NameUtf8.Span, element.Type, element.Value.Span);
        }

        writer.End();
        return buffer.WrittenSpan.ToArray();
    }
}
