using System.Buffers.Binary;
using System.Text;

namespace IbmPlatform.Mongo.Protocol;

/// <summary>
/// Writes BSON into a <see cref="PooledBuffer"/>. Inside an array the name given is ignored: items are numbered.
/// </summary>
public sealed class BsonWriter(PooledBuffer buffer)
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    // Grows with the nesting, which hardly ever passes this.
    private (int Start, int NextIndex)[] open = new (int, int)[8];

    /// <summary>The buffer written to.</summary>
    public PooledBuffer Buffer { get; } = buffer;

    /// <summary>How many documents and arrays are open.</summary>
    public int Depth { get; private set; }

    /// <summary>Forgets open documents, after a write that failed midway; the buffer is the caller's to truncate.</summary>
    public void Reset() => Depth = 0;

    /// <summary>Starts a whole document.</summary>
    public void StartDocument() => Open(isArray: false);

    /// <summary>Starts an embedded document.</summary>
    public void StartDocument(string name)
    {
        Head(BsonType.Document, name);
        Open(isArray: false);
    }

    /// <summary>Starts an array.</summary>
    public void StartArray(string name)
    {
        Head(BsonType.Array, name);
        Open(isArray: true);
    }

    /// <summary>Ends the innermost document or array.</summary>
    public void End()
    {
        if (Depth == 0)
            throw new InvalidOperationException("No document or array is open.");
        Buffer.Take(1)[0] = 0;
        Depth--;
        var start = open[Depth].Start;
        BinaryPrimitives.WriteInt32LittleEndian(Buffer.WrittenForPatching[start..], Buffer.Length - start);
    }

    /// <summary>Writes any value.</summary>
    public void WriteValue(string name, BsonValue value) => value.WriteTo(this, name);

    /// <summary>Writes a double.</summary>
    public void WriteDouble(string name, double value)
    {
        Head(BsonType.Double, name);
        BinaryPrimitives.WriteDoubleLittleEndian(Buffer.Take(8), value);
    }

    /// <summary>Writes a string.</summary>
    public void WriteString(string name, string value)
    {
        Head(BsonType.String, name);
        Text(value);
    }

    /// <summary>Writes an embedded document from its bytes, which must be valid BSON.</summary>
    public void WriteRawDocument(string name, ReadOnlySpan<byte> document)
    {
        Head(BsonType.Document, name);
        document.CopyTo(Buffer.Take(document.Length));
    }

    /// <summary>Writes an element's value from its bytes, which must be valid BSON of that type.</summary>
    public void WriteRaw(string name, BsonType type, ReadOnlySpan<byte> value)
    {
        Head(type, name);
        value.CopyTo(Buffer.Take(value.Length));
    }

    /// <summary>Writes an element's value from its bytes and those of its name, which must be valid BSON of that type.</summary>
    public void WriteRaw(ReadOnlySpan<byte> nameUtf8, BsonType type, ReadOnlySpan<byte> value)
    {
        Buffer.Take(1)[0] = (byte)type;
        if (IsInArray)
        {
            ArrayIndex();
        }
        else
        {
            nameUtf8.CopyTo(Buffer.Take(nameUtf8.Length));
            Buffer.Take(1)[0] = 0;
        }

        value.CopyTo(Buffer.Take(value.Length));
    }

    /// <summary>Writes binary; subtype 2 gets its second length.</summary>
    public void WriteBinary(string name, ReadOnlySpan<byte> value, byte subtype = BsonBinary.Generic)
    {
        Head(BsonType.Binary, name);
        var old = subtype == BsonBinary.Old;
        BinaryPrimitives.WriteInt32LittleEndian(Buffer.Take(4), value.Length + (old ? 4 : 0));
        Buffer.Take(1)[0] = subtype;
        if (old)
            BinaryPrimitives.WriteInt32LittleEndian(Buffer.Take(4), value.Length);
        value.CopyTo(Buffer.Take(value.Length));
    }

    /// <summary>Writes undefined.</summary>
    public void WriteUndefined(string name) => Head(BsonType.Undefined, name);

    /// <summary>Writes an ObjectId.</summary>
    public void WriteObjectId(string name, ObjectId value)
    {
        Head(BsonType.ObjectId, name);
        value.WriteBytes(Buffer.Take(ObjectId.Size));
    }

    /// <summary>Writes a boolean.</summary>
    public void WriteBoolean(string name, bool value)
    {
        Head(BsonType.Boolean, name);
        Buffer.Take(1)[0] = value ? (byte)1 : (byte)0;
    }

    /// <summary>Writes a date from milliseconds since the Unix epoch.</summary>
    public void WriteDateTime(string name, long millisecondsSinceEpoch) => Number(BsonType.DateTime, name, millisecondsSinceEpoch);

    /// <summary>Writes null.</summary>
    public void WriteNull(string name) => Head(BsonType.Null, name);

    /// <summary>Writes a regular expression.</summary>
    public void WriteRegex(string name, string pattern, string options)
    {
        Head(BsonType.Regex, name);
        CString(pattern);
        CString(options);
    }

    /// <summary>Writes a DBPointer.</summary>
    public void WriteDbPointer(string name, string collection, ObjectId id)
    {
        Head(BsonType.DbPointer, name);
        Text(collection);
        id.WriteBytes(Buffer.Take(ObjectId.Size));
    }

    /// <summary>Writes JavaScript code.</summary>
    public void WriteJavaScript(string name, string code)
    {
        Head(BsonType.JavaScript, name);
        Text(code);
    }

    /// <summary>Writes a symbol.</summary>
    public void WriteSymbol(string name, string value)
    {
        Head(BsonType.Symbol, name);
        Text(value);
    }

    /// <summary>Writes JavaScript code with its scope.</summary>
    public void WriteJavaScriptWithScope(string name, string code, BsonDocument scope)
    {
        Head(BsonType.JavaScriptWithScope, name);
        var start = Buffer.Length;
        Buffer.Take(4);
        Text(code);
        scope.WriteTo(this);
        BinaryPrimitives.WriteInt32LittleEndian(Buffer.WrittenForPatching[start..], Buffer.Length - start);
    }

    /// <summary>Writes an int32.</summary>
    public void WriteInt32(string name, int value)
    {
        Head(BsonType.Int32, name);
        BinaryPrimitives.WriteInt32LittleEndian(Buffer.Take(4), value);
    }

    /// <summary>Writes a timestamp, seconds in the upper half.</summary>
    public void WriteTimestamp(string name, ulong value) => Number(BsonType.Timestamp, name, (long)value);

    /// <summary>Writes an int64.</summary>
    public void WriteInt64(string name, long value) => Number(BsonType.Int64, name, value);

    /// <summary>Writes a Decimal128.</summary>
    public void WriteDecimal128(string name, Decimal128 value)
    {
        Head(BsonType.Decimal128, name);
        value.WriteBytes(Buffer.Take(16));
    }

    /// <summary>Writes MinKey.</summary>
    public void WriteMinKey(string name) => Head(BsonType.MinKey, name);

    /// <summary>Writes MaxKey.</summary>
    public void WriteMaxKey(string name) => Head(BsonType.MaxKey, name);

    private void Open(bool isArray)
    {
        if (Depth > BsonLimits.MaxDepth)
            throw new BsonException($"The document nests deeper than {BsonLimits.MaxDepth} levels.");
        if (Depth == open.Length)
            Array.Resize(ref open, 2 * Depth);
        open[Depth++] = (Buffer.Length, isArray ? 0 : -1);
        Buffer.Take(4);
    }

    private void Head(BsonType type, string name)
    {
        Buffer.Take(1)[0] = (byte)type;
        if (IsInArray)
            ArrayIndex();
        else
            CString(name);
    }

    private bool IsInArray => Depth > 0 && open[Depth - 1].NextIndex >= 0;

    private void ArrayIndex()
    {
        var index = open[Depth - 1].NextIndex++;
        var span = Buffer.GetSpan(11);
        index.TryFormat(span, out var written, default, System.Globalization.CultureInfo.InvariantCulture);
        span[written] = 0;
        Buffer.Advance(written + 1);
    }

    private void Number(BsonType type, string name, long value)
    {
        Head(type, name);
        BinaryPrimitives.WriteInt64LittleEndian(Buffer.Take(8), value);
    }

    private void Text(string value)
    {
        var start = Buffer.Length;
        Buffer.Take(4);
        Encode(value);
        Buffer.Take(1)[0] = 0;
        BinaryPrimitives.WriteInt32LittleEndian(Buffer.WrittenForPatching[start..], Buffer.Length - start - 4);
    }

    private void CString(string value)
    {
        if (value.Contains('\0'))
            throw new BsonException("A name, pattern or option cannot hold U+0000, which ends it on the wire.");
        Encode(value);
        Buffer.Take(1)[0] = 0;
    }

    private void Encode(string value)
    {
        try
        {
            var span = Buffer.GetSpan(StrictUtf8.GetMaxByteCount(value.Length));
            Buffer.Advance(StrictUtf8.GetBytes(value, span));
        }
        catch (EncoderFallbackException fault)
        {
            throw new BsonException("A string with a lone surrogate has no UTF-8 form.", fault);
        }
    }
}
