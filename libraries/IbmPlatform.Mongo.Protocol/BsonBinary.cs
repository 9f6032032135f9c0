namespace IbmPlatform.Mongo.Protocol;

/// <summary>Bytes with a subtype.</summary>
public sealed class BsonBinary(ReadOnlyMemory<byte> bytes, byte subtype = BsonBinary.Generic) : BsonValue
{
    /// <summary>Subtype 0: plain bytes.</summary>
    public const byte Generic = 0;

    /// <summary>Subtype 2: plain bytes, with a second length inside (deprecated).</summary>
    public const byte Old = 2;

    /// <summary>Subtype 4: a UUID in RFC 4122 byte order.</summary>
    public const byte Uuid = 4;

    /// <summary>The bytes (for subtype 2 without the inner length).</summary>
    public ReadOnlyMemory<byte> Bytes { get; } = bytes;

    /// <summary>The subtype.</summary>
    public byte Subtype { get; } = subtype;

    /// <inheritdoc/>
    public override BsonType Type => BsonType.Binary;

    /// <summary>The UUID of subtype 4.</summary>
    public Guid ToGuid() => Subtype == Uuid && Bytes.Length == 16
        ? new Guid(Bytes.Span, bigEndian: true)
        : throw new BsonException($"Binary of subtype {Subtype} and {Bytes.Length} bytes is no UUID: subtype 4 and 16 bytes expected.");

    internal override void WriteTo(BsonWriter writer, string name) => writer.WriteBinary(name, Bytes.Span, Subtype);

    /// <inheritdoc/>
    public override bool Equals(BsonValue? other) =>
        other is BsonBinary same && same.Subtype == Subtype && same.Bytes.Span.SequenceEqual(Bytes.Span);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Subtype);
        hash.AddBytes(Bytes.Span);
        return hash.ToHashCode();
    }
}
