using System.Buffers.Binary;
using System.Text;

namespace IbmPlatform.Mongo.Protocol;

/// <summary>
/// Steps through the elements of one document or array without allocating. Every length is checked before it is believed.
/// </summary>
public ref struct BsonReader
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly ReadOnlySpan<byte> document;
    private readonly int depth;
    private int offset;

    /// <summary>Reads a whole document; the span must hold exactly it.</summary>
    public BsonReader(ReadOnlySpan<byte> document) : this(document, depth: 0) { }

    /// <summary>Stands on one element without a name, whose value has been measured before; there is none after it.</summary>
    internal BsonReader(BsonType type, ReadOnlySpan<byte> value)
    {
        Type = type;
        Value = value;
    }

    private BsonReader(ReadOnlySpan<byte> document, int depth)
    {
        if (depth > BsonLimits.MaxDepth)
            throw new BsonException($"The document nests deeper than {BsonLimits.MaxDepth} levels.");
        var length = document.Length < 4 ? -1 : BinaryPrimitives.ReadInt32LittleEndian(document);
        if (length < 5 || length != document.Length)
            throw new BsonException($"A document says that it has {length} bytes where {document.Length} are there (5 at least).");
        if (document[^1] != 0)
            throw new BsonException("A document does not end with a zero byte.");
        this.document = document;
        this.depth = depth;
        offset = 4;
        Name = default;
        Value = default;
    }

    /// <summary>The current element's type.</summary>
    public BsonType Type { get; private set; }

    /// <summary>The current element's name in UTF-8.</summary>
    public ReadOnlySpan<byte> Name { get; private set; }

    /// <summary>The current element's value as its bytes stand.</summary>
    public ReadOnlySpan<byte> Value { get; private set; }

    /// <summary>Where the current element's value starts in the document.</summary>
    public int ValueOffset { get; private set; }

    /// <summary>Moves to the next element; false at the end.</summary>
    public bool Read()
    {
        if (offset >= document.Length)
            return false;
        var type = (BsonType)document[offset];
        if (type == 0)
        {
            if (offset != document.Length - 1)
                throw new BsonException($"A document ends at byte {offset}, before its stated length of {document.Length}.");
            offset = document.Length;
            return false;
        }
        var name = CStringLength(offset + 1);
        Type = type;
        Name = document.Slice(offset + 1, name);
        ValueOffset = offset + 1 + name + 1;
        var size = SizeOf(type, ValueOffset);
        // The last byte is the document's own zero: no value may reach into it.
        if (size > document.Length - 1 - ValueOffset)
            throw Cut();
        Value = document.Slice(ValueOffset, size);
        offset = ValueOffset + size;
        return true;
    }

    /// <summary>The name as a string.</summary>
    public readonly string GetName() => Decode(Name);

    /// <summary>A double.</summary>
    public readonly double GetDouble() => BinaryPrimitives.ReadDoubleLittleEndian(Expect(BsonType.Double));

    /// <summary>An int32.</summary>
    public readonly int GetInt32() => BinaryPrimitives.ReadInt32LittleEndian(Expect(BsonType.Int32));

    /// <summary>An int64.</summary>
    public readonly long GetInt64() => BinaryPrimitives.ReadInt64LittleEndian(Expect(BsonType.Int64));

    /// <summary>A date as milliseconds since the Unix epoch.</summary>
    public readonly long GetDateTime() => BinaryPrimitives.ReadInt64LittleEndian(Expect(BsonType.DateTime));

    /// <summary>A timestamp, seconds in the upper half.</summary>
    public readonly ulong GetTimestamp() => BinaryPrimitives.ReadUInt64LittleEndian(Expect(BsonType.Timestamp));

    /// <summary>A boolean.</summary>
    public readonly bool GetBoolean() => Expect(BsonType.Boolean)[0] switch
    {
        0 => false,
        1 => true,
        var other => throw new BsonException($"A boolean is 0 or 1, not {other}."),
    };

    /// <summary>An ObjectId.</summary>
    public readonly ObjectId GetObjectId() => new(Expect(BsonType.ObjectId));

    /// <summary>A Decimal128.</summary>
    public readonly Decimal128 GetDecimal128() => Decimal128.FromBytes(Expect(BsonType.Decimal128));

    /// <summary>A string, symbol or JavaScript code in UTF-8, not yet checked to be valid UTF-8.</summary>
    public readonly ReadOnlySpan<byte> GetUtf8() => Type is BsonType.String or BsonType.Symbol or BsonType.JavaScript
        ? TextAt(Value, 0)
        : throw Mismatch(BsonType.String);

    /// <summary>A string, symbol or JavaScript code.</summary>
    public readonly string GetString() => Decode(GetUtf8());

    /// <summary>Binary: its bytes (of subtype 2 without the inner length) and its subtype.</summary>
    public readonly ReadOnlySpan<byte> GetBinary(out byte subtype)
    {
        var value = Expect(BsonType.Binary);
        subtype = value[4];
        var bytes = value[5..];
        if (subtype != BsonBinary.Old)
            return bytes;
        if (bytes.Length < 4 || BinaryPrimitives.ReadInt32LittleEndian(bytes) != bytes.Length - 4)
            throw new BsonException("The inner length of binary subtype 2 does not fit the outer one.");
        return bytes[4..];
    }

    /// <summary>A regular expression.</summary>
    public readonly (string Pattern, string Options) GetRegex()
    {
        var value = Expect(BsonType.Regex);
        var end = value.IndexOf((byte)0);
        return (Decode(value[..end]), Decode(value[(end + 1)..^1]));
    }

    /// <summary>A DBPointer.</summary>
    public readonly (string Collection, ObjectId Id) GetDbPointer()
    {
        var value = Expect(BsonType.DbPointer);
        return (Decode(TextAt(value[..^ObjectId.Size], 0)), new ObjectId(value[^ObjectId.Size..]));
    }

    /// <summary>JavaScript code, and a reader of its scope.</summary>
    public readonly string GetJavaScriptWithScope(out BsonReader scope)
    {
        var value = Expect(BsonType.JavaScriptWithScope);
        // int32 total, string (int32 length, bytes, zero), document.
        var length = value.Length < 14 ? -1 : BinaryPrimitives.ReadInt32LittleEndian(value[4..]);
        if (length < 1 || length > value.Length - 13)
            throw new BsonException("The code of a code-with-scope does not fit its stated length.");
        var code = Decode(TextAt(value.Slice(4, length + 4), 0));
        scope = new BsonReader(value[(8 + length)..], depth + 1);
        return code;
    }

    /// <summary>A reader of the embedded document or array.</summary>
    public readonly BsonReader GetNested() => Type is BsonType.Document or BsonType.Array
        ? new BsonReader(Value, depth + 1)
        : throw Mismatch(BsonType.Document);

    /// <summary>The value as an object tree.</summary>
    public readonly BsonValue GetValue() => BsonMaterialiser.ReadValue(in this);

    internal static string Decode(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return StrictUtf8.GetString(utf8);
        }
        catch (DecoderFallbackException fault)
        {
            throw new BsonException("A string is no valid UTF-8.", fault);
        }
    }

    private readonly ReadOnlySpan<byte> Expect(BsonType type) => Type == type ? Value : throw Mismatch(type);

    private readonly BsonException Mismatch(BsonType expected) =>
        new($"Element '{Encoding.UTF8.GetString(Name)}' is of type {Type}, expected {expected}.");

    private readonly int SizeOf(BsonType type, int at) => type switch
    {
        BsonType.Double or BsonType.DateTime or BsonType.Timestamp or BsonType.Int64 => 8,
        BsonType.Int32 => 4,
        BsonType.Boolean => 1,
        BsonType.ObjectId => ObjectId.Size,
        BsonType.Decimal128 => 16,
        BsonType.Null or BsonType.Undefined or BsonType.MinKey or BsonType.MaxKey => 0,
        BsonType.String or BsonType.JavaScript or BsonType.Symbol => 4 + LengthAt(at, least: 1),
        BsonType.Binary => 5 + LengthAt(at, least: 0),
        BsonType.Document or BsonType.Array => LengthAt(at, least: 5),
        BsonType.JavaScriptWithScope => LengthAt(at, least: 14),
        BsonType.DbPointer => 4 + LengthAt(at, least: 1) + ObjectId.Size,
        BsonType.Regex => RegexLength(at),
        _ => throw new BsonException($"0x{(byte)type:X2} is no BSON type (element '{Encoding.UTF8.GetString(Name)}')."),
    };

    private readonly int RegexLength(int at)
    {
        var pattern = CStringLength(at) + 1;
        return pattern + CStringLength(at + pattern) + 1;
    }

    private readonly int LengthAt(int at, int least)
    {
        if (at + 4 > document.Length)
            throw Cut();
        var length = BinaryPrimitives.ReadInt32LittleEndian(document[at..]);
        if (length < least || length > document.Length - at)
            throw new BsonException($"A length of {length} does not fit (element '{Encoding.UTF8.GetString(Name)}').");
        return length;
    }

    private readonly int CStringLength(int at)
    {
        var length = at >= document.Length ? -1 : document[at..].IndexOf((byte)0);
        return length >= 0 ? length : throw Cut();
    }

    private static ReadOnlySpan<byte> TextAt(ReadOnlySpan<byte> value, int at)
    {
        var text = value[(at + 4)..];
        if (BinaryPrimitives.ReadInt32LittleEndian(value[at..]) != text.Length || text[^1] != 0)
            throw new BsonException("A string does not end with a zero byte where its length says.");
        return text[..^1];
    }

    private static BsonException Cut() => new("A value is cut short by the end of its document.");
}
