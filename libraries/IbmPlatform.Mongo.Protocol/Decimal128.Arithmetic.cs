using System.Numerics;

namespace IbmPlatform.Mongo.Protocol;

public readonly partial struct Decimal128
{
    /// <summary>Exact: every <see cref="decimal"/> fits.</summary>
    public static implicit operator Decimal128(decimal value) => FromDecimal(value);

    /// <summary>Exact; the scale becomes the exponent.</summary>
    public static Decimal128 FromDecimal(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var coefficient = new UInt128((uint)bits[2], (ulong)(uint)bits[1] << 32 | (uint)bits[0]);
        return FromParts(bits[3] < 0, coefficient, -(bits[3] >> 16 & 0xFF));
    }

    /// <summary>Exact.</summary>
    public static Decimal128 FromInt64(long value) => FromParts(value < 0, UInt128.CreateChecked(Int128.Abs(value)), 0);

    /// <summary>Rounds the exact binary value to 34 significant digits, ties to even.</summary>
    public static Decimal128 FromDouble(double value)
    {
        if (double.IsNaN(value))
            return NaN;
        if (double.IsInfinity(value))
            return value > 0 ? PositiveInfinity : NegativeInfinity;
        if (value == 0)
            return FromParts(double.IsNegative(value), UInt128.Zero, 0);
        var (mantissa, power) = Binary(Math.Abs(value));
        var (coefficient, exponent) = power >= 0
            ? (mantissa << power, 0)
            : (mantissa * BigInteger.Pow(5, -power), power);
        return FromBig(value < 0, coefficient, exponent);
    }

    /// <summary>The exact value as <see cref="decimal"/>.</summary>
    /// <exception cref="OverflowException">It is no number or a <see cref="decimal"/> cannot hold it exactly.</exception>
    public decimal ToDecimal()
    {
        if (!IsFinite)
            throw new OverflowException($"{(IsNaN ? "NaN" : "Infinity")} is no decimal.");
        var coefficient = Coefficient;
        var exponent = Exponent;
        if (coefficient == UInt128.Zero)
            return new decimal(0, 0, 0, IsNegative, (byte)Math.Clamp(-exponent, 0, 28));
        for (; exponent < -28 || coefficient >> 96 != UInt128.Zero && exponent < 0; exponent++)
        {
            var (quotient, remainder) = UInt128.DivRem(coefficient, 10);
            if (remainder != UInt128.Zero)
                throw new OverflowException($"{this} has more digits than a decimal holds.");
            coefficient = quotient;
        }
        for (; exponent > 0 && coefficient >> 96 == UInt128.Zero; exponent--)
            coefficient *= 10;
        if (exponent > 0 || coefficient >> 96 != UInt128.Zero)
            throw new OverflowException($"{this} is beyond the range of a decimal.");
        return new decimal((int)(uint)coefficient, (int)(uint)(coefficient >> 32), (int)(uint)(coefficient >> 64), IsNegative, (byte)-exponent);
    }

    /// <summary>The nearest double.</summary>
    public double ToDouble()
    {
        if (IsNaN)
            return double.NaN;
        if (IsInfinity)
            return IsNegative ? double.NegativeInfinity : double.PositiveInfinity;
        var magnitude = double.Parse($"{Coefficient}E{Exponent}", System.Globalization.CultureInfo.InvariantCulture);
        return IsNegative ? -magnitude : magnitude;
    }

    /// <summary>Numeric order: NaN first, then −∞ … +∞; zeros of any sign are equal.</summary>
    public int CompareTo(Decimal128 other)
    {
        if (IsNaN || other.IsNaN)
            return other.IsNaN.CompareTo(IsNaN);
        var sign = Sign;
        if (sign != other.Sign)
            return sign.CompareTo(other.Sign);
        if (sign == 0)
            return 0;
        return sign * CompareMagnitude(other);
    }

    /// <summary>Numeric order against a double, exact on both sides: no rounding can make unequal numbers equal.</summary>
    public int CompareTo(double other)
    {
        if (IsNaN || double.IsNaN(other))
            return double.IsNaN(other).CompareTo(IsNaN);
        if (double.IsInfinity(other))
            return IsInfinity && IsNegative == other < 0 ? 0 : other > 0 ? -1 : 1;
        if (IsInfinity)
            return IsNegative ? -1 : 1;
        var sign = Math.Sign(other);
        if (Sign != sign || sign == 0)
            return Sign.CompareTo(sign);
        // c·10^e against m·2^p: bring both to integers by the powers that are negative.
        var (mantissa, power) = Binary(Math.Abs(other));
        BigInteger left = Coefficient;
        var right = mantissa;
        if (Exponent >= 0)
            left *= BigInteger.Pow(10, Exponent);
        else
            right *= BigInteger.Pow(10, -Exponent);
        if (power >= 0)
            right <<= power;
        else
            left <<= -power;
        return sign * left.CompareTo(right);
    }

    /// <summary>Numeric order.</summary>
    public static bool operator <(Decimal128 left, Decimal128 right) => left.CompareTo(right) < 0;

    /// <summary>Numeric order.</summary>
    public static bool operator >(Decimal128 left, Decimal128 right) => left.CompareTo(right) > 0;

    /// <summary>Numeric order.</summary>
    public static bool operator <=(Decimal128 left, Decimal128 right) => left.CompareTo(right) <= 0;

    /// <summary>Numeric order.</summary>
    public static bool operator >=(Decimal128 left, Decimal128 right) => left.CompareTo(right) >= 0;

    /// <summary>The sum, rounded to 34 digits, ties to even.</summary>
    public static Decimal128 Add(Decimal128 left, Decimal128 right)
    {
        if (left.IsNaN || right.IsNaN)
            return NaN;
        if (left.IsInfinity)
            return right.IsInfinity && left.IsNegative != right.IsNegative ? NaN : left;
        if (right.IsInfinity)
            return right;
        var exponent = Math.Min(left.Exponent, right.Exponent);
        var sum = left.Scaled(exponent) + right.Scaled(exponent);
        return FromBig(sum.Sign < 0 || sum.IsZero && left.IsNegative && right.IsNegative, BigInteger.Abs(sum), exponent);
    }

    /// <summary>The product, rounded to 34 digits, ties to even.</summary>
    public static Decimal128 Multiply(Decimal128 left, Decimal128 right)
    {
        if (left.IsNaN || right.IsNaN)
            return NaN;
        var negative = left.IsNegative != right.IsNegative;
        if (left.IsInfinity || right.IsInfinity)
            return left.IsZero || right.IsZero ? NaN : negative ? NegativeInfinity : PositiveInfinity;
        return FromBig(negative, (BigInteger)left.Coefficient * right.Coefficient, left.Exponent + right.Exponent);
    }

    /// <summary>The quotient, rounded to 34 digits, ties to even.</summary>
    public static Decimal128 Divide(Decimal128 left, Decimal128 right)
    {
        if (left.IsNaN || right.IsNaN || left.IsInfinity && right.IsInfinity || left.IsZero && right.IsZero)
            return NaN;
        var negative = left.IsNegative != right.IsNegative;
        if (left.IsInfinity || right.IsZero)
            return negative ? NegativeInfinity : PositiveInfinity;
        if (right.IsInfinity)
            return FromParts(negative, UInt128.Zero, 0);
        // 40 digits more than needed keep every tie decidable; a remainder is kept as one sticky digit.
        const int Extra = 2 * MaxDigits + 6;
        var (quotient, remainder) = BigInteger.DivRem(left.Coefficient * BigInteger.Pow(10, Extra), right.Coefficient);
        var exponent = left.Exponent - right.Exponent - Extra;
        if (!remainder.IsZero)
            return FromBig(negative, quotient * 10 + 1, exponent - 1);
        for (var ideal = left.Exponent - right.Exponent; exponent < ideal && !quotient.IsZero; exponent++)
        {
            var (shorter, digit) = BigInteger.DivRem(quotient, 10);
            if (!digit.IsZero)
                break;
            quotient = shorter;
        }
        return FromBig(negative, quotient, exponent);
    }

    /// <summary>The same number with the sign turned.</summary>
    public static Decimal128 Negate(Decimal128 value) => value.IsNaN ? value : new(value.High ^ 1UL << 63, value.Low);

    private int Sign => IsZero ? 0 : IsNegative ? -1 : 1;

    private BigInteger Scaled(int exponent)
    {
        var magnitude = Coefficient * BigInteger.Pow(10, Exponent - exponent);
        return IsNegative ? -magnitude : magnitude;
    }

    private int CompareMagnitude(Decimal128 other)
    {
        if (IsInfinity || other.IsInfinity)
            return IsInfinity.CompareTo(other.IsInfinity);
        var difference = Exponent - other.Exponent;
        if (difference == 0)
            return Coefficient.CompareTo(other.Coefficient);
        // 34 digits cannot bridge a larger gap, so the exponent alone decides.
        if (Math.Abs(difference) > MaxDigits)
            return difference;
        BigInteger left = Coefficient, right = other.Coefficient;
        return difference > 0
            ? (left * BigInteger.Pow(10, difference)).CompareTo(right)
            : left.CompareTo(right * BigInteger.Pow(10, -difference));
    }

    /// <summary>The positive double as integer mantissa times a power of two.</summary>
    private static (BigInteger Mantissa, int Power) Binary(double value)
    {
        var bits = BitConverter.DoubleToUInt64Bits(value);
        var biased = (int)(bits >> 52 & 0x7FF);
        var fraction = bits & 0xF_FFFF_FFFF_FFFF;
        var (mantissa, power) = biased == 0 ? (fraction, -1074) : (fraction | 1UL << 52, biased - 1075);
        var zeros = BitOperations.TrailingZeroCount(mantissa);
        return (mantissa >> zeros, power + zeros);
    }

    /// <summary>Rounds to 34 digits (ties to even), then clamps or overflows as IEEE 754 says.</summary>
    private static Decimal128 FromBig(bool negative, BigInteger coefficient, int exponent)
    {
        var digits = coefficient.IsZero ? 1 : (int)Math.Floor(BigInteger.Log10(coefficient)) + 1;
        if (coefficient >= BigInteger.Pow(10, digits))
            digits++;
        var drop = Math.Max(digits - MaxDigits, MinExponent - exponent);
        if (drop > 0)
        {
            coefficient = RoundAway(coefficient, drop);
            exponent += drop;
            if (coefficient > (BigInteger)MaxCoefficient)
            {
                coefficient /= 10;
                exponent++;
            }
        }
        while (exponent > MaxExponent)
        {
            if (coefficient.IsZero)
            {
                exponent = MaxExponent;
                break;
            }
            coefficient *= 10;
            exponent--;
            if (coefficient > (BigInteger)MaxCoefficient)
                return negative ? NegativeInfinity : PositiveInfinity;
        }
        return FromParts(negative, (UInt128)coefficient, exponent);
    }

    private static BigInteger RoundAway(BigInteger coefficient, int drop)
    {
        var unit = BigInteger.Pow(10, drop);
        var (quotient, remainder) = BigInteger.DivRem(coefficient, unit);
        var half = (remainder * 2).CompareTo(unit);
        return half > 0 || half == 0 && !quotient.IsEven ? quotient + 1 : quotient;
    }
}
