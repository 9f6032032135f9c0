using System.Globalization;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Aggregation.Dates;

namespace IbmPlatform.Mongo.Server.Aggregation.Expressions;

/// <summary><c>$dateToParts</c> and <c>$dateFromParts</c>.</summary>
internal static class DatePartOperators
{
    private static readonly string[] Parts = ["month", "day", "isoWeek", "isoDayOfWeek", "hour", "minute", "second", "millisecond"];

    public static IEnumerable<(string, NamedOperators.Definition)> All =>
    [
        ("$dateToParts", new(40520, ["date"], ["timezone", "iso8601"], ToParts)),
        ("$dateFromParts", new(40518, [], ["year", "isoWeekYear", .. Parts, "timezone"], FromParts)),
    ];

    private static BsonValue ToParts(NamedOperators.Arguments arguments)
    {
        if (arguments.Has("iso8601") && !Operands.IsNullish(arguments["iso8601"]) && arguments["iso8601"] is not BsonBoolean)
            throw arguments.Wrong("iso8601", "a boolean", 40521);
        if (arguments.AnyNullish("iso8601") || DateOperators.Local(arguments) is not { } local)
            return BsonNull.Value;
        var parts = arguments["iso8601"] is BsonBoolean { Value: true }
            ? new BsonDocument { ["isoWeekYear"] = ISOWeek.GetYear(local), ["isoWeek"] = ISOWeek.GetWeekOfYear(local), ["isoDayOfWeek"] = DateOperators.IsoDay(local) }
            : new BsonDocument { ["year"] = local.Year, ["month"] = local.Month, ["day"] = local.Day };
        return parts.Add("hour", local.Hour).Add("minute", local.Minute).Add("second", local.Second).Add("millisecond", local.Millisecond);
    }

    private static BsonValue FromParts(NamedOperators.Arguments arguments)
    {
        var byWeek = arguments.Has("isoWeekYear");
        if (byWeek == arguments.Has("year"))
            throw new CommandException(Operands.Location(40516), "$dateFromParts requires either 'year' or 'isoWeekYear' to be present, and not both");
        foreach (var other in byWeek ? ["month", "day"] : (string[])["isoWeek", "isoDayOfWeek"])
        {
            if (arguments.Has(other))
                throw new CommandException(Operands.Location(byWeek ? 40525 : 40489), $"$dateFromParts does not allow mixing natural dates with ISO dates: '{other}' stands beside '{(byWeek ? "isoWeekYear" : "year")}'");
        }

        if (TimeZones.Of(arguments) is not { } zone || arguments.AnyNullish("year", "isoWeekYear") || Parts.Any(p => arguments.AnyNullish(p)))
            return BsonNull.Value;
        var year = Whole(arguments, byWeek ? "isoWeekYear" : "year", 1);
        if (year is < 1 or > 9999)
            throw new CommandException(Operands.Location(byWeek ? 31095 : 40523), $"'{(byWeek ? "isoWeekYear" : "year")}' must evaluate to an integer in the range 1 to 9999, found {year}");
        try
        {
            var day = byWeek
                ? ISOWeek.ToDateTime((int)year, 1, DayOfWeek.Monday).AddDays(7 * (Whole(arguments, "isoWeek", 1) - 1) + Whole(arguments, "isoDayOfWeek", 1) - 1)
                : new DateTime((int)year, 1, 1).AddMonths((int)Whole(arguments, "month", 1) - 1).AddDays(Whole(arguments, "day", 1) - 1);
            var local = day.AddHours(Whole(arguments, "hour", 0)).AddMinutes(Whole(arguments, "minute", 0))
                .AddSeconds(Whole(arguments, "second", 0)).AddMilliseconds(Whole(arguments, "millisecond", 0));
            return Moments.ToBson(TimeZones.ToUtc(local, zone));
        }
        catch (ArgumentOutOfRangeException)
        {
            throw Moments.OutOfRange();
        }
    }

    // What is too large for its place is carried over, within a limit of MongoDB's.
    private static long Whole(NamedOperators.Arguments arguments, string name, long otherwise)
    {
        if (!arguments.Has(name))
            return otherwise;
        if (arguments[name] is not { IsNumber: true } number || number.ToDouble() != Math.Floor(number.ToDouble()))
            throw arguments.Wrong(name, "an integer", 40515);
        var most = name is "second" or "millisecond" ? int.MaxValue : short.MaxValue;
        return Math.Abs(number.ToDouble()) <= most
            ? number.ToInt64()
            : throw new CommandException(Operands.Location(31034), $"'{name}' must evaluate to a value in the range -{most} to {most}, found {number}");
    }
}
