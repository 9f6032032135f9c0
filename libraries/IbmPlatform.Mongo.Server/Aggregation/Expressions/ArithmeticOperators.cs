using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Aggregation.Accumulators;
using IbmPlatform.Mongo.Server.Query;

namespace IbmPlatform.Mongo.Server.Aggregation.Expressions;

/// <summary>Arithmetic; null or an absent operand gives null.</summary>
internal static class ArithmeticOperators
{
    public static IEnumerable<(string, OperatorTable.Definition)> All =>
    [
        ("$add", new(0, int.MaxValue, Add)),
        Binary("$subtract", Subtract),
        ("$multiply", new(0, int.MaxValue, values => Fold("$multiply", values, 1, Numbers.Multiply))),
        Binary("$divide", Divide),
        Binary("$mod", Modulo),
        Unary("$abs", value => value.ToDouble() < 0 ? Numbers.Subtract(0, value) : value),
        Unary("$ceil", value => Round(value, Math.Ceiling)),
        Unary("$floor", value => Round(value, Math.Floor)),
        ("$round", new(1, 2, values => Places("$round", values, MidpointRounding.ToEven))),
        ("$trunc", new(1, 2, values => Places("$trunc", values, MidpointRounding.ToZero))),
        Unary("$sqrt", value => value.ToDouble() < 0
            ? throw new CommandException(Operands.Location(28714), $"$sqrt's argument must be greater than or equal to 0, but is {value}")
            : value is BsonDecimal128 ? Decimal128.FromDouble(Math.Sqrt(value.ToDouble())) : Math.Sqrt(value.ToDouble())),
        Unary("$exp", value => Math.Exp(value.ToDouble())),
        Unary("$ln", value => Math.Log(MathOperators.Positive("$ln", value, 28766))),
        Binary("$pow", (x, y) => Math.Pow(x.ToDouble(), y.ToDouble())),
        ("$stdDevPop", new(1, int.MaxValue, values => Accumulate(new DeviationAccumulator(sample: false), values))),
        ("$stdDevSamp", new(1, int.MaxValue, values => Accumulate(new DeviationAccumulator(sample: true), values))),
        ("$sum", new(1, int.MaxValue, values => Accumulate(new SumAccumulator(), values))),
        ("$avg", new(1, int.MaxValue, values => Accumulate(new AverageAccumulator(), values))),
        ("$min", new(1, int.MaxValue, values => Accumulate(new ExtremeAccumulator(smallest: true), values))),
        ("$max", new(1, int.MaxValue, values => Accumulate(new ExtremeAccumulator(smallest: false), values))),
    ];

    private static (string, OperatorTable.Definition) Unary(string name, Func<BsonValue, BsonValue> function) =>
        (name, new(1, 1, values => Operands.IsNullish(values[0]) ? BsonNull.Value : function(Operands.Number(name, values[0]))));

    private static (string, OperatorTable.Definition) Binary(string name, Func<BsonValue, BsonValue, BsonValue> function) =>
        (name, new(2, 2, values => values.Any(Operands.IsNullish) ? BsonNull.Value : function(values[0]!, values[1]!)));

    // One array argument offers its items; several arguments are taken as they are.
    private static BsonValue Accumulate(Accumulator accumulator, BsonValue?[] values)
    {
        foreach (var value in values is [BsonArray items] ? items : (IEnumerable<BsonValue?>)values)
            accumulator.Add(value);
        return accumulator.Result;
    }

    private static BsonValue Add(BsonValue?[] values)
    {
        if (values.FirstOrDefault(v => v is BsonDateTime) is not BsonDateTime date)
            return Fold("$add", values, 0, Numbers.Add);
        var rest = Fold("$add", [.. values.Where(v => !ReferenceEquals(v, date))], 0, Numbers.Add);
        return rest is BsonNull ? rest : new BsonDateTime(date.MillisecondsSinceEpoch + (long)Math.Round(rest.ToDouble()));
    }

    private static BsonValue Subtract(BsonValue x, BsonValue y) => (x, y) switch
    {
        (BsonDateTime a, BsonDateTime b) => a.MillisecondsSinceEpoch - b.MillisecondsSinceEpoch,
        (BsonDateTime a, { IsNumber: true }) => new BsonDateTime(a.MillisecondsSinceEpoch - (long)Math.Round(y.ToDouble())),
        _ => Numbers.Subtract(Operands.Number("$subtract", x), Operands.Number("$subtract", y)),
    };

    private static BsonValue Divide(BsonValue x, BsonValue y)
    {
        (x, y) = (Operands.Number("$divide", x), Operands.Number("$divide", y));
        if (y.ToDouble() == 0)
            throw CommandException.BadValue("can't $divide by zero");
        return x is BsonDecimal128 || y is BsonDecimal128
            ? Decimal128.Divide(Numbers.ToDecimal(x), Numbers.ToDecimal(y))
            : x.ToDouble() / y.ToDouble();
    }

    private static BsonValue Modulo(BsonValue x, BsonValue y)
    {
        (x, y) = (Operands.Number("$mod", x), Operands.Number("$mod", y));
        if (y.ToDouble() == 0)
            throw new CommandException(new MongoErrorCode(16610, "Location16610"), "can't $mod by zero");
        if (x is BsonDecimal128 || y is BsonDecimal128)
            return Numbers.ToDecimal(x).ToDecimal() % Numbers.ToDecimal(y).ToDecimal();
        if (x is BsonDouble || y is BsonDouble)
            return x.ToDouble() % y.ToDouble();
        var whole = y.ToInt64() == -1 ? 0 : x.ToInt64() % y.ToInt64();
        return x is BsonInt32 && y is BsonInt32 ? (BsonValue)(int)whole : whole;
    }

    private static BsonValue Round(BsonValue value, Func<double, double> rounding) => value switch
    {
        BsonInt32 or BsonInt64 => value,
        BsonDecimal128 number => rounding == (Func<double, double>)Math.Ceiling
            ? decimal.Ceiling(number.Value.ToDecimal())
            : decimal.Floor(number.Value.ToDecimal()),
        _ => rounding(value.ToDouble()),
    };

    private static BsonValue Places(string name, BsonValue?[] values, MidpointRounding mode)
    {
        if (values.Any(Operands.IsNullish))
            return BsonNull.Value;
        var value = Operands.Number(name, values[0]);
        var places = values.Length > 1 ? Operands.Int(name, values[1]) : 0;
        if (places is < -20 or > 28)
            throw new CommandException(new MongoErrorCode(51083, "Location51083"), $"cannot apply {name} with precision value {places}; value must be in [-20, 28]");
        if (value is BsonInt32 or BsonInt64 && places >= 0)
            return value;
        if (value is BsonDouble { Value: var number } && (!double.IsFinite(number) || Math.Abs(number) > 1e27))
            return value;
        var unit = 1m;
        for (var i = places; i < 0; i++)
            unit *= 10;
        var exact = value is BsonDouble ? (decimal)value.ToDouble() : Numbers.ToDecimal(value).ToDecimal();
        var rounded = places >= 0 ? decimal.Round(exact, places, mode) : decimal.Round(exact / unit, 0, mode) * unit;
        return value switch
        {
            BsonInt32 when Math.Abs(rounded) <= int.MaxValue => (int)rounded,
            BsonInt32 or BsonInt64 => (long)rounded,
            BsonDouble => (double)rounded,
            _ => rounded,
        };
    }

    private static BsonValue Fold(string name, BsonValue?[] values, BsonValue start, Func<BsonValue, BsonValue, BsonValue> combine)
    {
        var result = start;
        foreach (var value in values)
        {
            if (Operands.IsNullish(value))
                return BsonNull.Value;
            result = combine(result, Operands.Number(name, value));
        }

        return result;
    }
}
