using System.Globalization;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Query;

namespace IbmPlatform.Mongo.Server.Aggregation.Expressions;

/// <summary>Types and conversions; null stays null.</summary>
internal static class TypeOperators
{
    private static MongoErrorCode ConversionFailure => Dates.DateReader.ConversionFailure;

    public static IEnumerable<(string, OperatorTable.Definition)> All =>
    [
        ("$type", new(1, 1, values => values[0] is { } value ? TypeNames.Of(value.Type) : "missing")),
        ("$bsonSize", new(1, 1, values => values[0] switch
        {
            BsonDocument document => document.ToBytes().Length,
            var none when Operands.IsNullish(none) => BsonNull.Value,
            var other => throw Operands.Wrong("$bsonSize", "objects", other),
        })),
        ("$binarySize", new(1, 1, values => values[0] switch
        {
            BsonString text => System.Text.Encoding.UTF8.GetByteCount(text.Value),
            BsonBinary binary => binary.Bytes.Length,
            var none when Operands.IsNullish(none) => BsonNull.Value,
            var other => throw Operands.Wrong("$binarySize", "strings and binary values", other),
        })),
        ("$tsSecond", new(1, 1, values => Stamp("$tsSecond", values[0], stamp => stamp.Seconds))),
        ("$tsIncrement", new(1, 1, values => Stamp("$tsIncrement", values[0], stamp => stamp.Increment))),
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

    private static BsonValue Stamp(string name, BsonValue? value, Func<BsonTimestamp, long> part) => value switch
    {
        BsonTimestamp stamp => part(stamp),
        var none when Operands.IsNullish(none) => BsonNull.Value,
        var other => throw Operands.Wrong(name, "timestamps", other),
    };

    public static string ToText(BsonValue value) => value switch
    {
        BsonString text => text.Value,
        BsonSymbol symbol => symbol.Value,
        BsonInt32 or BsonInt64 => value.ToInt64().ToString(CultureInfo.InvariantCulture),
        BsonDouble number => number.Value.ToString("R", CultureInfo.InvariantCulture),
        BsonDecimal128 number => number.Value.ToString(),
        BsonBoolean flag => flag.Value ? "true" : "false",
        BsonObjectId id => id.Value.ToString(),
        BsonDateTime => Dates.Moments.Of("$toString", value)!.Value.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
        _ => throw Failed("$toString", value),
    };

    /// <summary>The conversion to a type that is named or numbered as <c>$type</c> has it.</summary>
    public static Func<BsonValue?[], BsonValue?> ConversionTo(BsonValue type)
    {
        var name = type is BsonString text ? text.Value : type.IsNumber && type.ToDouble() == Math.Floor(type.ToDouble()) ? type.ToDouble() switch
        {
            1 => "double",
            2 => "string",
            7 => "objectId",
            8 => "bool",
            9 => "date",
            16 => "int",
            18 => "long",
            19 => "decimal",
            _ => type.ToString(),
        } : throw CommandException.FailedToParse($"$convert's 'to' argument must be a string or a number, but is {TypeNames.Of(type.Type)}");
        var conversion = name switch
        {
            "double" => "$toDouble",
            "string" => "$toString",
            "objectId" => "$toObjectId",
            "bool" => "$toBool",
            "date" => "$toDate",
            "int" => "$toInt",
            "long" => "$toLong",
            "decimal" => "$toDecimal",
            _ => throw CommandException.BadValue($"Unknown type name or code for $convert: {type}; it converts to double, string, objectId, bool, date, int, long and decimal"),
        };
        return OperatorTable.Find(conversion)!.Function;
    }

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
        BsonTimestamp stamp => new BsonDateTime(stamp.Seconds * 1000L),
        BsonString text => Dates.Moments.ToBson(Dates.DateReader.Read(text.Value, null)),
        BsonObjectId id => id.Value.CreatedAt,
        { IsNumber: true } and not BsonInt32 => new BsonDateTime((long)value.ToDouble()),
        _ => throw Failed("$toDate", value),
    };

    private static CommandException Failed(string name, BsonValue value) =>
        new(ConversionFailure, $"Failed to convert {value} of type {TypeNames.Of(value.Type)} in {name}");
}
