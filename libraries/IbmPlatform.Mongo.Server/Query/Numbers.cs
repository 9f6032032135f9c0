using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Query;

/// <summary>Arithmetic between BSON's number types: the wider type wins, int32 widens to int64 when it overflows.</summary>
internal static class Numbers
{
    public static BsonValue Add(BsonValue x, BsonValue y) => Combine(
        x, y, Decimal128.Add, static (a, b) => a + b, static (long a, long b, out long r) =>
        {
            r = unchecked(a + b);
            return ((a ^ r) & (b ^ r)) >= 0;
        });

    public static BsonValue Subtract(BsonValue x, BsonValue y) => Combine(
        x, y, static (a, b) => Decimal128.Add(a, Decimal128.Negate(b)), static (a, b) => a - b, static (long a, long b, out long r) =>
        {
            r = unchecked(a - b);
            return ((a ^ b) & (a ^ r)) >= 0;
        });

    public static BsonValue Multiply(BsonValue x, BsonValue y) => Combine(
        x, y, Decimal128.Multiply, static (a, b) => a * b, static (long a, long b, out long r) =>
        {
            var high = Math.BigMul(a, b, out r);
            return high == (r < 0 ? -1 : 0);
        });

    /// <summary>As a Decimal128, for arithmetic with one.</summary>
    public static Decimal128 ToDecimal(BsonValue value) => value switch
    {
        BsonDecimal128 number => number.Value,
        BsonDouble number => Decimal128.FromDouble(number.Value),
        _ => Decimal128.FromInt64(value.ToInt64()),
    };

    private delegate bool Exact(long x, long y, out long result);

    private static BsonValue Combine(
        BsonValue x, BsonValue y, Func<Decimal128, Decimal128, Decimal128> decimals, Func<double, double, double> doubles, Exact integers)
    {
        if (x is BsonDecimal128 || y is BsonDecimal128)
            return decimals(ToDecimal(x), ToDecimal(y));
        if (x is BsonDouble || y is BsonDouble)
            return doubles(x.ToDouble(), y.ToDouble());
        if (!integers(x.ToInt64(), y.ToInt64(), out var result))
            throw new CommandException(MongoErrorCodes.BadValue, $"integer overflow: {x} and {y} leave the range of int64");
        return x is BsonInt32 && y is BsonInt32 && result is >= int.MinValue and <= int.MaxValue ? (BsonValue)(int)result : result;
    }
}
