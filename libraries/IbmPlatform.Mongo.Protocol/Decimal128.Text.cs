using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;

namespace IbmPlatform.Mongo.Protocol;

public readonly partial struct Decimal128 : IParsable<Decimal128>
{
    /// <summary>Scientific or plain notation as the BSON Decimal128 specification chooses between them; parses back to the same bits.</summary>
    public override string ToString()
    {
        if (IsNaN)
            return "NaN";
        if (IsInfinity)
            return IsNegative ? "-Infinity" : "Infinity";
        var sign = IsNegative ? "-" : "";
        var digits = Coefficient.ToString(CultureInfo.InvariantCulture);
        var exponent = Exponent;
        var adjusted = exponent + digits.Length - 1;
        if (exponent > 0 || adjusted < -6)
        {
            var fraction = digits.Length > 1 ? "." + digits[1..] : "";
            return string.Create(CultureInfo.InvariantCulture, $"{sign}{digits[0]}{fraction}E{adjusted:+0;-0;+0}");
        }
        if (exponent == 0)
            return sign + digits;
        if (digits.Length > -exponent)
            return $"{sign}{digits[..^-exponent]}.{digits[^-exponent..]}";
        return $"{sign}0.{digits.PadLeft(-exponent, '0')}";
    }

    /// <inheritdoc/>
    public static Decimal128 Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var value)
            ? value
            : throw new BsonException($"'{s}' is no Decimal128: a number of at most 34 significant digits, NaN or Infinity expected.");

    /// <summary>Reads a number without rounding: what would lose a digit other than 0 is refused.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Decimal128 result)
    {
        result = default;
        var text = s.AsSpan();
        var negative = text.StartsWith("-");
        if (negative || text.StartsWith("+"))
            text = text[1..];
        if (text.Equals("nan", StringComparison.OrdinalIgnoreCase))
        {
            result = NaN;
            return true;
        }
        if (text.Equals("inf", StringComparison.OrdinalIgnoreCase) || text.Equals("infinity", StringComparison.OrdinalIgnoreCase))
        {
            result = negative ? NegativeInfinity : PositiveInfinity;
            return true;
        }
        return TryReadDigits(text, out var coefficient, out var exponent) && TryFit(negative, coefficient, exponent, out result);
    }

    private static bool TryReadDigits(ReadOnlySpan<char> text, out BigInteger coefficient, out long exponent)
    {
        coefficient = BigInteger.Zero;
        exponent = 0;
        var mark = text.IndexOfAny('e', 'E');
        if (mark >= 0)
        {
            if (!BigInteger.TryParse(text[(mark + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var given))
                return false;
            exponent = (long)BigInteger.Clamp(given, -1_000_000, 1_000_000);
            text = text[..mark];
        }
        var point = text.IndexOf('.');
        // A limit on length: reading digits into a BigInteger takes quadratic time.
        if (text.Length is 0 or > 10_000)
            return false;
        var digits = point < 0 ? text.ToString() : string.Concat(text[..point], text[(point + 1)..]);
        if (point >= 0)
            exponent -= text.Length - point - 1;
        return digits.Length > 0 && BigInteger.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out coefficient);
    }

    private static bool TryFit(bool negative, BigInteger coefficient, long exponent, out Decimal128 result)
    {
        result = default;
        if (coefficient.IsZero)
        {
            result = FromParts(negative, UInt128.Zero, (int)Math.Clamp(exponent, MinExponent, MaxExponent));
            return true;
        }
        for (; coefficient > (BigInteger)MaxCoefficient || exponent < MinExponent; exponent++)
        {
            var (quotient, digit) = BigInteger.DivRem(coefficient, 10);
            if (!digit.IsZero)
                return false;
            coefficient = quotient;
        }
        for (; exponent > MaxExponent; exponent--)
        {
            coefficient *= 10;
            if (coefficient > (BigInteger)MaxCoefficient)
                return false;
        }
        result = FromParts(negative, (UInt128)coefficient, (int)exponent);
        return true;
    }
}
