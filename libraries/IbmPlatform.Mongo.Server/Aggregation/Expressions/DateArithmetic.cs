using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Aggregation.Dates;

namespace IbmPlatform.Mongo.Server.Aggregation.Expressions;

/// <summary><c>$dateAdd $dateSubtract $dateDiff $dateTrunc</c>: days and longer units go by a zone's clocks, shorter ones by time that passes.</summary>
internal static class DateArithmetic
{
    // "2000-01-01T00:00" is where bins of several units begin to be counted.
    private static readonly DateTime Reference = new(2000, 1, 1);

    public static IEnumerable<(string, NamedOperators.Definition)> All =>
    [
        ("$dateAdd", new(5166402, ["startDate", "unit", "amount"], ["timezone"], a => Add(a, 1))),
        ("$dateSubtract", new(5166402, ["startDate", "unit", "amount"], ["timezone"], a => Add(a, -1))),
        ("$dateDiff", new(5166302, ["startDate", "endDate", "unit"], ["timezone", "startOfWeek"], Difference)),
        ("$dateTrunc", new(5439009, ["date", "unit"], ["binSize", "timezone", "startOfWeek"], Truncate)),
    ];

    private static BsonValue Add(NamedOperators.Arguments arguments, int sign)
    {
        if (TimeZones.Of(arguments) is not { } zone || arguments.AnyNullish("startDate", "unit", "amount"))
            return BsonNull.Value;
        var start = Date(arguments, "startDate", 5166403);
        var unit = TimeUnits.Of(arguments, 5166404);
        if (arguments["amount"] is not { IsNumber: true } amount || amount.ToDouble() != Math.Floor(amount.ToDouble()))
            throw arguments.Wrong("amount", "a whole number", 5166405);
        if (Math.Abs(amount.ToDouble()) > long.MaxValue / TimeUnits.Ticks(TimeUnit.Week) && unit >= TimeUnit.Minute)
            throw new CommandException(Operands.Location(5166406), $"{arguments.Operator} invalid date, overflow: amount {amount}");
        var count = sign * amount.ToInt64();
        try
        {
            return Moments.ToBson(unit switch
            {
                <= TimeUnit.Hour => Moments.InRange(checked(start.Ticks + count * TimeUnits.Ticks(unit))),
                TimeUnit.Day or TimeUnit.Week => TimeZones.ToUtc(TimeZones.ToLocal(start, zone).AddTicks(checked(count * TimeUnits.Ticks(unit))), zone),
                _ => TimeZones.ToUtc(TimeZones.ToLocal(start, zone).AddMonths(checked((int)(count * TimeUnits.Months(unit)))), zone),
            });
        }
        catch (Exception fault) when (fault is OverflowException or ArgumentOutOfRangeException)
        {
            throw Moments.OutOfRange();
        }
    }

    private static BsonValue Difference(NamedOperators.Arguments arguments)
    {
        if (TimeZones.Of(arguments) is not { } zone || arguments.AnyNullish("startDate", "endDate", "unit", "startOfWeek"))
            return BsonNull.Value;
        var (start, end) = (Date(arguments, "startDate", 5166307), Date(arguments, "endDate", 5166307));
        var unit = TimeUnits.Of(arguments, 5439013);
        var firstDay = TimeUnits.StartOfWeek(arguments, 5439015);
        var (from, to) = (TimeZones.ToLocal(start, zone), TimeZones.ToLocal(end, zone));
        // How many boundaries of the unit lie between the two.
        return unit switch
        {
            TimeUnit.Year => (long)(to.Year - from.Year),
            TimeUnit.Quarter => (to.Year - from.Year) * 4L + (to.Month - 1) / 3 - (from.Month - 1) / 3,
            TimeUnit.Month => (to.Year - from.Year) * 12L + to.Month - from.Month,
            TimeUnit.Week => (BeginOfWeek(to, firstDay) - BeginOfWeek(from, firstDay)).Days / 7L,
            TimeUnit.Day => (to.Date - from.Date).Days,
            // By time that passes: where clocks were put forward between them, an hour less.
            TimeUnit.Hour => to.Ticks / TimeSpan.TicksPerHour - from.Ticks / TimeSpan.TicksPerHour - (to - from - (end - start)).Ticks / TimeSpan.TicksPerHour,
            _ => end.Ticks / TimeUnits.Ticks(unit) - start.Ticks / TimeUnits.Ticks(unit),
        };
    }

    private static BsonValue Truncate(NamedOperators.Arguments arguments)
    {
        if (TimeZones.Of(arguments) is not { } zone || arguments.AnyNullish("date", "unit", "binSize", "startOfWeek"))
            return BsonNull.Value;
        var date = Date(arguments, "date", 5439012);
        var unit = TimeUnits.Of(arguments, 5439013);
        var firstDay = TimeUnits.StartOfWeek(arguments, 5439015);
        var bin = BinSize(arguments);
        try
        {
            return Truncated(date, zone, unit, bin, firstDay);
        }
        catch (Exception fault) when (fault is OverflowException or ArgumentOutOfRangeException)
        {
            throw Moments.OutOfRange();
        }
    }

    private static BsonValue Truncated(DateTime date, TimeZoneInfo zone, TimeUnit unit, long bin, DayOfWeek firstDay)
    {
        var local = TimeZones.ToLocal(date, zone);
        if (unit >= TimeUnit.Month)
        {
            var months = checked(TimeUnits.Months(unit) * bin);
            var since = (local.Year - Reference.Year) * 12L + local.Month - Reference.Month;
            var begin = TimeUnits.FloorDivide(since, months) * months;
            return Moments.ToBson(TimeZones.ToUtc(Reference.AddMonths(checked((int)begin)), zone));
        }

        var origin = unit == TimeUnit.Week ? Reference.AddDays(((int)firstDay - (int)Reference.DayOfWeek + 7) % 7) : Reference;
        var length = checked(TimeUnits.Ticks(unit) * bin);
        var truncated = origin.Ticks + TimeUnits.FloorDivide(local.Ticks - origin.Ticks, length) * length;
        return Moments.ToBson(unit >= TimeUnit.Day
            ? TimeZones.ToUtc(Moments.InRange(truncated), zone)
            : Moments.InRange(date.Ticks - (local.Ticks - truncated)));
    }

    private static long BinSize(NamedOperators.Arguments arguments)
    {
        if (!arguments.Has("binSize"))
            return 1;
        if (arguments["binSize"] is not { IsNumber: true } size || size.ToDouble() != Math.Floor(size.ToDouble()))
            throw arguments.Wrong("binSize", "a whole number", 5439017);
        return size.ToDouble() is >= 1 and < 100_000_000_000
            ? size.ToInt64()
            : throw new CommandException(Operands.Location(5439018), $"{arguments.Operator} requires 'binSize' to be greater than 0 and less than 100000000000, but got {size}");
    }

    private static DateTime BeginOfWeek(DateTime local, DayOfWeek firstDay) => local.Date.AddDays(-(((int)local.DayOfWeek - (int)firstDay + 7) % 7));

    private static DateTime Date(NamedOperators.Arguments arguments, string name, int code) =>
        arguments[name] is BsonDateTime or BsonTimestamp or BsonObjectId
            ? Moments.Of(arguments.Operator, arguments[name])!.Value
            : throw arguments.Wrong(name, "a date", code);
}
