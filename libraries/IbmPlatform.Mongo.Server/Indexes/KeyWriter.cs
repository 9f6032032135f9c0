using System.Buffers.Binary;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Indexes;

/// <summary>
/// Encodes BSON values as bytes whose unsigned order (memcmp) is MongoDB's order of the values. Every encoding is prefix-free,
/// so that keys of several fields are simply joined; a descending field has all its bits flipped.
/// </summary>
internal sealed class KeyWriter
{
    private byte[] buffer = new byte[64];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => buffer.AsSpan(0, Length);

    public void Clear() => Length = 0;

    public void Truncate(int length) => Length = length;

    public byte[] ToArray() => Written.ToArray();

    public void Append(byte value) => Take(1)[0] = value;

    public void Append(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Take(bytes.Length));

    public Span<byte> Take(int count)
    {
        if (Length + count > buffer.Length)
            Array.Resize(ref buffer, Math.Max(Length + count, 2 * buffer.Length));
        var span = buffer.AsSpan(Length, count);
        Length += count;
        return span;
    }

    /// <summary>Flips every bit written since that position, which reverses the order.</summary>
    public void Invert(int start)
    {
        foreach (ref var b in buffer.AsSpan(start, Length - start))
            b = (byte)~b;
    }

    /// <summary>The byte that starts the encoding of every value of the type's group.</summary>
    public static byte TypeByte(BsonType type) => type == BsonType.MinKey ? (byte)1 : (byte)(BsonComparer.TypeOrder(type) + 2);

    /// <summary>Appends one field of a key.</summary>
    public void AppendField(BsonType type, ReadOnlySpan<byte> value, bool descending)
    {
        var start = Length;
        AppendValue(type, value);
        if (descending)
            Invert(start);
    }

    public void AppendValue(BsonType type, ReadOnlySpan<byte> value)
    {
        Append(TypeByte(type));
        AppendBody(type, value);
    }

    private void AppendBody(BsonType type, ReadOnlySpan<byte> value)
    {
        switch (type)
        {
            case BsonType.Double:
                NumberKey.Append(this, BinaryPrimitives.ReadDoubleLittleEndian(value));
                break;
            case BsonType.Int32:
                NumberKey.Append(this, (double)BinaryPrimitives.ReadInt32LittleEndian(value));
                break;
            case BsonType.Int64:
                NumberKey.Append(this, BinaryPrimitives.ReadInt64LittleEndian(value));
                break;
            case BsonType.Decimal128:
                NumberKey.Append(this, Decimal128.FromBytes(value));
                break;
            case BsonType.String or BsonType.Symbol or BsonType.JavaScript:
                AppendText(value[4..^1]);
                break;
            case BsonType.Document or BsonType.Array:
                AppendDocument(value);
                break;
            case BsonType.Binary:
                // Length, then subtype, then bytes: the order of BSON binary.
                BinaryPrimitives.WriteInt32BigEndian(Take(4), BinaryPrimitives.ReadInt32LittleEndian(value));
                Append(value[4..]);
                break;
            case BsonType.ObjectId or BsonType.Boolean:
                Append(value);
                break;
            case BsonType.DateTime:
                BinaryPrimitives.WriteInt64BigEndian(Take(8), BinaryPrimitives.ReadInt64LittleEndian(value) ^ long.MinValue);
                break;
            case BsonType.Timestamp:
                BinaryPrimitives.WriteUInt64BigEndian(Take(8), BinaryPrimitives.ReadUInt64LittleEndian(value));
                break;
            case BsonType.Regex:
                var end = value.IndexOf((byte)0);
                AppendText(value[..end]);
                AppendText(value[(end + 1)..^1]);
                break;
            case BsonType.DbPointer:
                AppendText(value[4..^13]);
                Append(value[^12..]);
                break;
            case BsonType.JavaScriptWithScope:
                var length = BinaryPrimitives.ReadInt32LittleEndian(value[4..]);
                AppendText(value.Slice(8, length - 1));
                AppendDocument(value[(8 + length)..]);
                break;
            default:
                // Null, undefined, MinKey and MaxKey have no body.
                break;
        }
    }

    // A zero byte inside becomes 00 FF, the end is 00 00: no text is a prefix of another's encoding.
    private void AppendText(ReadOnlySpan<byte> text)
    {
        for (var zero = text.IndexOf((byte)0); zero >= 0; zero = text.IndexOf((byte)0))
        {
            Append(text[..(zero + 1)]);
            Append(0xFF);
            text = text[(zero + 1)..];
        }

        Append(text);
        Append(0);
        Append(0);
    }

    // Element by element as BSON compares documents: type group, name, value. The type byte is never 0, so 0 can end it.
    private void AppendDocument(ReadOnlySpan<byte> document)
    {
        var reader = new BsonReader(document);
        while (reader.Read())
        {
            Append(TypeByte(reader.Type));
            AppendText(reader.Name);
            AppendBody(reader.Type, reader.Value);
        }

        Append(0);
    }
}
