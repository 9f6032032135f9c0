using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Aggregation.Dates;

namespace IbmPlatform.Mongo.Server.Aggregation.Expressions;

/// <summary><c>$dateToString</c> and <c>$dateFromString</c>.</summary>
internal static class DateTextOperators
{
    public static IEnumerable<(string, NamedOperators.Definition)> All =>
    [
        ("$dateToString", new(18534, ["date"], ["format", "timezone", "onNull"], ToText)),
        ("$dateFromString", new(40541, ["dateString"], ["format", "timezone", "onError", "onNull"], FromText)),
    ];

    private static BsonValue? ToText(NamedOperators.Arguments arguments)
    {
        var zone = TimeZones.Of(arguments);
        if (arguments.Has("format") && !Operands.IsNullish(arguments["format"]) && arguments["format"] is not BsonString)
            throw arguments.Wrong("format", "a string", 18533);
        if (Moments.Of(arguments.Operator, arguments["date"]) is not { } utc)
            return arguments.Has("onNull") ? arguments["onNull"] : BsonNull.Value;
        if (zone is null || arguments.AnyNullish("format"))
            return BsonNull.Value;
        var format = (arguments["format"] as BsonString)?.Value
            ?? (zone == TimeZoneInfo.Utc ? "%Y-%m-%dT%H:%M:%S.%LZ" : "%Y-%m-%dT%H:%M:%S.%L");
        return DateFormat.Write(format, TimeZones.ToLocal(utc, zone), zone.GetUtcOffset(utc));
    }

    private static BsonValue? FromText(NamedOperators.Arguments arguments)
    {
        var zone = TimeZones.Of(arguments);
        if (Operands.IsNullish(arguments["dateString"]))
            return arguments.Has("onNull") ? arguments["onNull"] : BsonNull.Value;
        if (arguments.Has("format") && !Operands.IsNullish(arguments["format"]) && arguments["format"] is not BsonString)
            throw arguments.Wrong("format", "a string", 40684);
        if (zone is null || arguments.AnyNullish("format"))
            return BsonNull.Value;
        try
        {
            if (arguments["dateString"] is not BsonString text)
                throw DateReader.Failed($"$dateFromString requires that 'dateString' be a string, found: {Operands.TypeOf(arguments["dateString"])} with value {arguments["dateString"]}");
            var given = arguments.Has("timezone") ? zone : null;
            return Moments.ToBson(arguments["format"] is BsonString format ? DateFormat.Read(format.Value, text.Value, given) : DateReader.Read(text.Value, given));
        }
        catch (CommandException fault) when (arguments.Has("onError") && fault.Code.Code == DateReader.ConversionFailure.Code)
        {
            return arguments["onError"];
        }
    }
}
