using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Query;

/// <summary>A value kept as its BSON bytes; type 0 stands for a field that is absent.</summary>
internal readonly record struct RawValue(BsonType Type, ReadOnlyMemory<byte> Bytes)
{
    public const BsonType Missing = 0;

    public static RawValue From(RawBsonElement element) => new(element.Type, element.Value);

    public static RawValue From(BsonValue value)
    {
        using var buffer = new PooledBuffer();
        var writer = new BsonWriter(buffer);
        writer.StartDocument();
        writer.WriteValue("", value);
        writer.End();
        // Length (4), type (1), empty name (1), value, end (1).
        return new RawValue(value.Type, buffer.WrittenSpan[6..^1].ToArray());
    }

    public BsonValue ToValue()
    {
        using var buffer = new PooledBuffer();
        var writer = new BsonWriter(buffer);
        writer.StartDocument();
        writer.WriteRaw("", Type, Bytes.Span);
        writer.End();
        var reader = new BsonReader(buffer.WrittenSpan);
        reader.Read();
        return reader.GetValue();
    }
}
