using System.Globalization;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Query;

namespace IbmPlatform.Mongo.Server.Aggregation.Expressions;

/// <summary>Types and conversions; null stays null.</summary>
internal static class TypeOperators
{
    private static readonly MongoErrorCode ConversionFailure = new(241, "ConversionFailure");

    public static IEnumerable<(string, OperatorTable.Definition)> All =>
    [
        ("$type", new(1, 1, values => values[0] is { } value ? TypeNames.Of(value.Type) : "missing")),
        ("$isNumber", new(1, 1, values => values[0] is { IsNumber: true })),
        Conversion("$toString", value => ToText(value)),
        Conversion("$toInt", value => (int)Whole("$toInt", value, int.MinValue, int.MaxValue)),
        Conversion("$toLong", value => (long)Whole("$toLong", value, long.MinValue, long.MaxValue)),
        Conversion("$toDouble", ToDouble),
        Conversion("$toDecimal", ToDecimal),
        Conversion("$toBool", value => value.ToBoolean()),
        Conversion("$toObjectId", value => value is BsonObjectId ? value
            : ObjectId.TryParse(Operands.Text("$toObjectId", value), null, out var id) ? id : throw Failed("$toObjectId", value)),
        Conversion("$toDate", ToDate),
    ];

    public static string ToText(BsonValue value) => value switch
    {
        BsonString text => text.Value,
        BsonSymbol symbol => symbol.Value,
        BsonInt32 or BsonInt64 => value.ToInt64().ToString(CultureInfo.InvariantCulture),
        BsonDouble number => number.Value.ToString("R", CultureInfo.InvariantCulture),
        BsonDecimal128 number => number.Value.ToString(),
        BsonBoolean flag => flag.Value ? "true" : "false",
        BsonObjectId id => id.Value.ToString(),
        BsonDateTime date => date.ToDateTimeOffset().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
        _ => throw Failed("$toString", value),
    };

    private static (string, OperatorTable.Definition) Conversion(string name, Func<BsonValue, BsonValue> convert) =>
        (name, new(1, 1, values => Operands.IsNullish(values[0]) ? BsonNull.Value : convert(values[0]!)));

    private static decimal Whole(string name, BsonValue value, decimal least, decimal most)
    {
        var number = value switch
        {
            BsonString text when long.TryParse(text.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var parsed) => parsed,
            BsonBoolean flag => flag.Value ? 1 : 0,
            BsonDateTime date when name == "$toLong" => date.MillisecondsSinceEpoch,
            BsonDouble { Value: >= -1e19 and <= 1e19 and var real } => decimal.Truncate((decimal)real),
            BsonDecimal128 { Value.IsFinite: true } real when Math.Abs(real.Value.ToDouble()) <= 1e19 => decimal.Truncate(real.Value.ToDecimal()),
            BsonInt32 or BsonInt64 => value.ToInt64(),
            _ => throw Failed(name, value),
        };
        return number >= least && number <= most ? number : throw Failed(name, value);
    }

    private static BsonValue ToDouble(BsonValue value) => value switch
    {
        BsonString text => double.TryParse(text.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed) ? parsed : throw Failed("$toDouble", value),
        BsonBoolean flag => flag.Value ? 1.0 : 0.0,
        BsonDateTime date => (double)date.MillisecondsSinceEpoch,
        { IsNumber: true } => value.ToDouble(),
        _ => throw Failed("$toDouble", value),
    };

    private static BsonValue ToDecimal(BsonValue value) => value switch
    {
        BsonString text => Decimal128.TryParse(text.Value, null, out var parsed) ? parsed : throw Failed("$toDecimal", value),
        BsonBoolean flag => flag.Value ? 1m : 0m,
        { IsNumber: true } => Numbers.ToDecimal(value),
        _ => throw Failed("$toDecimal", value),
    };

    private static BsonValue ToDate(BsonValue value) => value switch
    {
        BsonDateTime => value,
        BsonString text => DateTimeOffset.TryParse(
            text.Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var parsed)
            ? parsed : throw Failed("$toDate", value),
        BsonObjectId id => id.Value.CreatedAt,
        { IsNumber: true } and not BsonInt32 => new BsonDateTime((long)value.ToDouble()),
        _ => throw Failed("$toDate", value),
    };

    private static CommandException Failed(string name, BsonValue value) =>
        new(ConversionFailure, $"Failed to convert {value} of type {TypeNames.Of(value.Type)} in {name}");
}
