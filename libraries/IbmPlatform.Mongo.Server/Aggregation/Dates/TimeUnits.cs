using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Aggregation.Expressions;

namespace IbmPlatform.Mongo.Server.Aggregation.Dates;

/// <summary>The units that dates are calculated in.</summary>
internal enum TimeUnit
{
    Millisecond,
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Quarter,
    Year,
}

/// <summary>Reads units and days of the week, and counts in units.</summary>
internal static class TimeUnits
{
    private static readonly string[] Days = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

    public static TimeUnit Of(NamedOperators.Arguments arguments, int code) => arguments.Text("unit", code) switch
    {
        "millisecond" => TimeUnit.Millisecond,
        "second" => TimeUnit.Second,
        "minute" => TimeUnit.Minute,
        "hour" => TimeUnit.Hour,
        "day" => TimeUnit.Day,
        "week" => TimeUnit.Week,
        "month" => TimeUnit.Month,
        "quarter" => TimeUnit.Quarter,
        "year" => TimeUnit.Year,
        var other => throw CommandException.FailedToParse(
            $"{arguments.Operator}: unknown time unit value: {other}; it is year, quarter, month, week, day, hour, minute, second or millisecond"),
    };

    /// <summary>The day that weeks begin on, Sunday unless given.</summary>
    public static DayOfWeek StartOfWeek(NamedOperators.Arguments arguments, int code)
    {
        if (!arguments.Has("startOfWeek"))
            return DayOfWeek.Sunday;
        var given = arguments.Text("startOfWeek", code);
        var day = Array.FindIndex(Days, d => d.Equals(given, StringComparison.OrdinalIgnoreCase) || d[..3].Equals(given, StringComparison.OrdinalIgnoreCase));
        return day >= 0 ? (DayOfWeek)day : throw CommandException.FailedToParse($"{arguments.Operator}: unknown day of week value: {given}");
    }

    /// <summary>The length of a unit that has one and the same length always.</summary>
    public static long Ticks(TimeUnit unit) => unit switch
    {
        TimeUnit.Millisecond => TimeSpan.TicksPerMillisecond,
        TimeUnit.Second => TimeSpan.TicksPerSecond,
        TimeUnit.Minute => TimeSpan.TicksPerMinute,
        TimeUnit.Hour => TimeSpan.TicksPerHour,
        TimeUnit.Day => TimeSpan.TicksPerDay,
        TimeUnit.Week => 7 * TimeSpan.TicksPerDay,
        _ => throw new ArgumentOutOfRangeException(nameof(unit), unit, "Its length varies."),
    };

    public static int Months(TimeUnit unit) => unit switch { TimeUnit.Month => 1, TimeUnit.Quarter => 3, _ => 12 };

    public static long FloorDivide(long value, long by) => value / by - (value % by != 0 && value < 0 != by < 0 ? 1 : 0);
}
