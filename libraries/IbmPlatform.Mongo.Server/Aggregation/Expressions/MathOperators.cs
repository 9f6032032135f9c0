using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Query;

namespace IbmPlatform.Mongo.Server.Aggregation.Expressions;

/// <summary>Trigonometry (radians), logarithms and bits.</summary>
internal static class MathOperators
{
    public static IEnumerable<(string, OperatorTable.Definition)> All =>
    [
        Angle("$sin", Math.Sin, finite: true), Angle("$cos", Math.Cos, finite: true), Angle("$tan", Math.Tan, finite: true),
        Within("$asin", Math.Asin, -1, 1), Within("$acos", Math.Acos, -1, 1), Angle("$atan", Math.Atan),
        Angle("$sinh", Math.Sinh), Angle("$cosh", Math.Cosh), Angle("$tanh", Math.Tanh),
        Angle("$asinh", Math.Asinh), Within("$acosh", Math.Acosh, 1, double.PositiveInfinity), Within("$atanh", Math.Atanh, -1, 1),
        Angle("$degreesToRadians", degrees => degrees * (Math.PI / 180)), Angle("$radiansToDegrees", radians => radians * (180 / Math.PI)),
        ("$atan2", new(2, 2, values => values.Any(Operands.IsNullish)
            ? BsonNull.Value : Real(values, Math.Atan2(Number("$atan2", values[0]), Number("$atan2", values[1]))))),
        ("$log", new(2, 2, Logarithm)),
        ("$log10", new(1, 1, values => Operands.IsNullish(values[0])
            ? BsonNull.Value : Real(values, Math.Log10(Positive("$log10", values[0], 28761))))),
        ("$bitAnd", new(0, int.MaxValue, values => Bits("$bitAnd", values, -1, (x, y) => x & y))),
        ("$bitOr", new(0, int.MaxValue, values => Bits("$bitOr", values, 0, (x, y) => x | y))),
        ("$bitXor", new(0, int.MaxValue, values => Bits("$bitXor", values, 0, (x, y) => x ^ y))),
        ("$bitNot", new(1, 1, values => values[0] switch
        {
            BsonInt32 number => ~number.Value,
            BsonInt64 number => ~number.Value,
            var none when Operands.IsNullish(none) => BsonNull.Value,
            var other => throw Operands.Wrong("$bitNot", "int and long", other),
        })),
    ];

    public static double Positive(string name, BsonValue? value, int code)
    {
        var number = Number(name, value);
        return number > 0 || double.IsNaN(number)
            ? number
            : throw new CommandException(Operands.Location(code), $"{name}'s argument must be a positive number, but is {value}");
    }

    private static (string, OperatorTable.Definition) Angle(string name, Func<double, double> function, bool finite = false) =>
        finite ? Within(name, function, -double.MaxValue, double.MaxValue) : Within(name, function, double.NegativeInfinity, double.PositiveInfinity);

    private static (string, OperatorTable.Definition) Within(string name, Func<double, double> function, double least, double most) =>
        (name, new(1, 1, values =>
        {
            if (Operands.IsNullish(values[0]))
                return BsonNull.Value;
            var number = Number(name, values[0]);
            return double.IsNaN(number) || number >= least && number <= most
                ? Real(values, function(number))
                : throw new CommandException(Operands.Location(50989), $"cannot apply {name} to {values[0]}, value must be in [{least}, {most}]");
        }));

    private static double Number(string name, BsonValue? value) => Operands.Number(name, value).ToDouble();

    // Decimals stay decimals, though no more exact than a double.
    private static BsonValue Real(BsonValue?[] values, double result) =>
        values.Any(v => v is BsonDecimal128) ? Decimal128.FromDouble(result) : result;

    private static BsonValue Logarithm(BsonValue?[] values)
    {
        if (values.Any(Operands.IsNullish))
            return BsonNull.Value;
        var number = Positive("$log", values[0], 28758);
        var root = Positive("$log", values[1], 28759);
        return root != 1
            ? Real(values, Math.Log(number) / Math.Log(root))
            : throw new CommandException(Operands.Location(28759), "$log's base must be a positive number not equal to 1, but is 1");
    }

    private static BsonValue Bits(string name, BsonValue?[] values, int start, Func<long, long, long> combine)
    {
        if (values.Any(Operands.IsNullish))
            return BsonNull.Value;
        var result = (long)start;
        foreach (var value in values)
            result = combine(result, value is BsonInt32 or BsonInt64 ? value.ToInt64() : throw Operands.Wrong(name, "int and long", value));
        return values.Any(v => v is BsonInt64) ? result : (BsonValue)(int)result;
    }
}
