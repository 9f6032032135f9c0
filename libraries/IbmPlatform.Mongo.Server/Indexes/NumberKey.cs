using System.Buffers.Binary;
using System.Globalization;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Indexes;

/// <summary>
/// Numbers of all four types as bytes that compare as their values do: the largest double that is not above the number,
/// then, where the number lies between two doubles, its exact decimal digits. 1, 1.0 and Decimal128 1.00 give the same bytes.
/// </summary>
internal static class NumberKey
{
    private const byte Exact = 0;
    private const byte Between = 1;
    private const int ExponentBias = 8000;
    private const int MaxDigits = 34;

    public static void Append(KeyWriter writer, double value)
    {
        AppendDouble(writer, value);
        writer.Append(Exact);
    }

    public static void Append(KeyWriter writer, long value)
    {
        double below = value;
        if ((Int128)below > value)
            below = Math.BitDecrement(below);
        AppendDouble(writer, below);
        if ((Int128)below == value)
            writer.Append(Exact);
        else
            AppendDigits(writer, value < 0, UInt128.CreateChecked(Int128.Abs(value)), 0);
    }

    public static void Append(KeyWriter writer, Decimal128 value)
    {
        if (value.IsNaN)
        {
            Append(writer, double.NaN);
            return;
        }

        if (value.IsInfinity)
        {
            Append(writer, value.IsNegative ? double.NegativeInfinity : double.PositiveInfinity);
            return;
        }

        if (value.IsZero)
        {
            Append(writer, 0.0);
            return;
        }

        var below = LargestDoubleNotAbove(value);
        AppendDouble(writer, below);
        if (value.CompareTo(below) == 0)
            writer.Append(Exact);
        else
            AppendDigits(writer, value.IsNegative, value.Coefficient, value.Exponent);
    }

    private static double LargestDoubleNotAbove(Decimal128 value)
    {
        var near = value.ToDouble();
        while (value.CompareTo(near) < 0)
            near = Math.BitDecrement(near);
        // Beyond the largest double the interval is open: everything up to infinity shares its start.
        for (var next = Math.BitIncrement(near); !double.IsPositiveInfinity(next) && value.CompareTo(next) >= 0; next = Math.BitIncrement(near))
            near = next;
        return near;
    }

    private static void AppendDouble(KeyWriter writer, double value)
    {
        ulong bits;
        if (double.IsNaN(value))
        {
            // NaN sorts below every other number; all its bit patterns are one value here.
            bits = 0;
        }
        else
        {
            var raw = BitConverter.DoubleToUInt64Bits(value == 0 ? 0.0 : value);
            bits = raw >> 63 == 0 ? raw | 1UL << 63 : ~raw;
        }

        BinaryPrimitives.WriteUInt64BigEndian(writer.Take(8), bits);
    }

    private static void AppendDigits(KeyWriter writer, bool negative, UInt128 coefficient, int exponent)
    {
        Span<char> digits = stackalloc char[40];
        _ = coefficient.TryFormat(digits, out var count, default, CultureInfo.InvariantCulture);
        writer.Append(Between);
        var start = writer.Length;
        BinaryPrimitives.WriteUInt16BigEndian(writer.Take(2), (ushort)(exponent + count - 1 + ExponentBias));
        var packed = writer.Take(MaxDigits / 2);
        for (var i = 0; i < packed.Length; i++)
            packed[i] = (byte)(Digit(digits, count, 2 * i) << 4 | Digit(digits, count, 2 * i + 1));
        if (negative)
            writer.Invert(start);
    }

    private static int Digit(ReadOnlySpan<char> digits, int count, int index) => index < count ? digits[index] - '0' : 0;
}
