using System.Buffers.Binary;

namespace IbmPlatform.Mongo.Protocol;

/// <summary>
/// IEEE 754-2008 decimal128 in binary integer encoding: sign, 34-digit coefficient, exponent −6176…6111.
/// Keeps the exponent as given, so 1.0 and 1.00 are different bits that compare equal.
/// </summary>
public readonly partial struct Decimal128 : IEquatable<Decimal128>, IComparable<Decimal128>
{
    private const int Bias = 6176;
    private const int MinExponent = -Bias;
    private const int MaxExponent = 6111;
    private const int MaxDigits = 34;
    private static readonly UInt128 MaxCoefficient = UInt128.Parse("9999999999999999999999999999999999", null);

    /// <summary>Takes the two halves as they are encoded.</summary>
    public Decimal128(ulong high, ulong low)
    {
        High = high;
        Low = low;
    }

    /// <summary>Sign, exponent and the upper bits of the coefficient.</summary>
    public ulong High { get; }

    /// <summary>The lower 64 bits of the coefficient.</summary>
    public ulong Low { get; }

    /// <summary>Not a number.</summary>
    public static Decimal128 NaN => new(0x7C00_0000_0000_0000, 0);

    /// <summary>Positive infinity.</summary>
    public static Decimal128 PositiveInfinity => new(0x7800_0000_0000_0000, 0);

    /// <summary>Negative infinity.</summary>
    public static Decimal128 NegativeInfinity => new(0xF800_0000_0000_0000, 0);

    /// <summary>Zero with exponent 0.</summary>
    public static Decimal128 Zero => new(0x3040_0000_0000_0000, 0);

    /// <summary>Whether the sign bit is set (also on −0, −∞ and NaN).</summary>
    public bool IsNegative => High >> 63 != 0;

    /// <summary>Whether it is not a number.</summary>
    public bool IsNaN => (High >> 58 & 0x1F) == 0x1F;

    /// <summary>Whether it is +∞ or −∞.</summary>
    public bool IsInfinity => (High >> 58 & 0x1F) == 0x1E;

    /// <summary>Whether it is a number.</summary>
    public bool IsFinite => (High >> 59 & 0xF) != 0xF;

    /// <summary>Whether it is a zero of any sign and exponent.</summary>
    public bool IsZero => IsFinite && Coefficient == UInt128.Zero;

    /// <summary>The integer coefficient. One beyond 34 digits is no canonical encoding and stands for 0 (IEEE 754-2008 §3.5.2).</summary>
    public UInt128 Coefficient
    {
        get
        {
            if ((High >> 61 & 3) == 3)
                return UInt128.Zero;
            var coefficient = new UInt128(High & 0x1_FFFF_FFFF_FFFF, Low);
            return coefficient > MaxCoefficient ? UInt128.Zero : coefficient;
        }
    }

    /// <summary>The power of ten that the coefficient is multiplied by.</summary>
    public int Exponent => (int)((High >> 61 & 3) == 3 ? High >> 47 & 0x3FFF : High >> 49 & 0x3FFF) - Bias;

    /// <summary>Composes a number; the coefficient must have at most 34 digits and the exponent lie in range.</summary>
    public static Decimal128 FromParts(bool negative, UInt128 coefficient, int exponent)
    {
        if (coefficient > MaxCoefficient || exponent is < MinExponent or > MaxExponent)
            throw new BsonException($"{coefficient}E{exponent} does not fit a Decimal128: 34 digits, exponent {MinExponent} to {MaxExponent}.");
        var high = (ulong)(coefficient >> 64) | (ulong)(exponent + Bias) << 49 | (negative ? 1UL << 63 : 0);
        return new Decimal128(high, (ulong)coefficient);
    }

    /// <summary>Reads the 16 little-endian bytes of the wire.</summary>
    public static Decimal128 FromBytes(ReadOnlySpan<byte> bytes) =>
        new(BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]), BinaryPrimitives.ReadUInt64LittleEndian(bytes));

    /// <summary>Writes the 16 little-endian bytes of the wire.</summary>
    public void WriteBytes(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(destination, Low);
        BinaryPrimitives.WriteUInt64LittleEndian(destination[8..], High);
    }

    /// <summary>Same bits: 1.0 and 1.00 are not equal here, though they compare as 0.</summary>
    public bool Equals(Decimal128 other) => High == other.High && Low == other.Low;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Decimal128 other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(High, Low);

    /// <summary>Same bits.</summary>
    public static bool operator ==(Decimal128 left, Decimal128 right) => left.Equals(right);

    /// <summary>Different bits.</summary>
    public static bool operator !=(Decimal128 left, Decimal128 right) => !left.Equals(right);
}
