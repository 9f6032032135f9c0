namespace IbmPlatform.Mongo.Protocol;

/// <summary>An element kept as its bytes.</summary>
public readonly struct RawBsonElement
{
    private RawBsonElement(BsonType type, ReadOnlyMemory<byte> nameUtf8, ReadOnlyMemory<byte> value)
    {
        Type = type;
        NameUtf8 = nameUtf8;
        Value = value;
    }

    /// <summary>Its type.</summary>
    public BsonType Type { get; }

    /// <summary>Its name in UTF-8.</summary>
    public ReadOnlyMemory<byte> NameUtf8 { get; }

    /// <summary>Its value's bytes.</summary>
    public ReadOnlyMemory<byte> Value { get; }

    /// <summary>Its name.</summary>
    public string Name => BsonReader.Decode(NameUtf8.Span);

    /// <summary>The embedded document or array, still as bytes.</summary>
    public RawBsonDocument AsDocument => Type is BsonType.Document or BsonType.Array
        ? new RawBsonDocument(Value)
        : throw new BsonException($"Element '{Name}' is of type {Type}, expected Document or Array.");

    /// <summary>The value as an object tree.</summary>
    public BsonValue ToValue() => new BsonReader(Type, Value.Span).GetValue();

    internal static RawBsonElement From(in BsonReader reader, ReadOnlyMemory<byte> document)
    {
        var nameStart = reader.ValueOffset - 1 - reader.Name.Length;
        return new(reader.Type, document.Slice(nameStart, reader.Name.Length), document.Slice(reader.ValueOffset, reader.Value.Length));
    }
}
