using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace IbmPlatform.Mongo.Protocol;

/// <summary>MongoDB's 12-byte identifier: seconds, five random bytes of the process, a counter.</summary>
public readonly struct ObjectId : IEquatable<ObjectId>, IComparable<ObjectId>, ISpanParsable<ObjectId>
{
    /// <summary>Its size in bytes.</summary>
    public const int Size = 12;

    private static readonly ulong ProcessUnique = BinaryPrimitives.ReadUInt64BigEndian(RandomNumberGenerator.GetBytes(8)) & 0xFF_FFFF_FFFF;
    private static int counter = RandomNumberGenerator.GetInt32(0x100_0000);

    // Big endian, so that comparing the two numbers compares the bytes.
    private readonly ulong head;
    private readonly uint tail;

    /// <summary>Takes the 12 bytes as they stand on the wire.</summary>
    public ObjectId(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size)
            throw new BsonException($"An ObjectId has {Size} bytes, not {bytes.Length}.");
        head = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        tail = BinaryPrimitives.ReadUInt32BigEndian(bytes[8..]);
    }

    private ObjectId(ulong head, uint tail)
    {
        this.head = head;
        this.tail = tail;
    }

    /// <summary>When it was created, to the second.</summary>
    public DateTimeOffset CreatedAt => DateTimeOffset.FromUnixTimeSeconds((long)(head >> 32));

    /// <summary>A new identifier, unique across processes, stamped by the clock given.</summary>
    public static ObjectId NewId(TimeProvider? clock = null)
    {
        var seconds = (ulong)(uint)(clock ?? TimeProvider.System).GetUtcNow().ToUnixTimeSeconds();
        var count = (uint)Interlocked.Increment(ref counter) & 0xFF_FFFF;
        return new ObjectId(seconds << 32 | ProcessUnique >> 8, (uint)(ProcessUnique & 0xFF) << 24 | count);
    }

    /// <summary>Writes the 12 bytes.</summary>
    public void WriteBytes(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, head);
        BinaryPrimitives.WriteUInt32BigEndian(destination[8..], tail);
    }

    /// <summary>The 24 lower-case hexadecimal digits.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Size];
        WriteBytes(bytes);
        return Convert.ToHexStringLower(bytes);
    }

    /// <inheritdoc/>
    public static ObjectId Parse(string s, IFormatProvider? provider = null) => Parse(s.AsSpan(), provider);

    /// <inheritdoc/>
    public static ObjectId Parse(ReadOnlySpan<char> s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var id) ? id : throw new BsonException($"'{s}' is no ObjectId: 24 hexadecimal digits expected.");

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ObjectId result) =>
        TryParse(s.AsSpan(), provider, out result);

    /// <inheritdoc/>
    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out ObjectId result)
    {
        result = default;
        Span<byte> bytes = stackalloc byte[Size];
        if (s.Length != 2 * Size || Convert.FromHexString(s, bytes, out _, out _) != System.Buffers.OperationStatus.Done)
            return false;
        result = new ObjectId(bytes);
        return true;
    }

    /// <inheritdoc/>
    public bool Equals(ObjectId other) => head == other.head && tail == other.tail;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ObjectId other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(head, tail);

    /// <inheritdoc/>
    public int CompareTo(ObjectId other) => head != other.head ? head.CompareTo(other.head) : tail.CompareTo(other.tail);

    /// <summary>Whether both are the same 12 bytes.</summary>
    public static bool operator ==(ObjectId left, ObjectId right) => left.Equals(right);

    /// <summary>Whether they differ.</summary>
    public static bool operator !=(ObjectId left, ObjectId right) => !left.Equals(right);

    /// <summary>Byte order.</summary>
    public static bool operator <(ObjectId left, ObjectId right) => left.CompareTo(right) < 0;

    /// <summary>Byte order.</summary>
    public static bool operator >(ObjectId left, ObjectId right) => left.CompareTo(right) > 0;

    /// <summary>Byte order.</summary>
    public static bool operator <=(ObjectId left, ObjectId right) => left.CompareTo(right) <= 0;

    /// <summary>Byte order.</summary>
    public static bool operator >=(ObjectId left, ObjectId right) => left.CompareTo(right) >= 0;
}
