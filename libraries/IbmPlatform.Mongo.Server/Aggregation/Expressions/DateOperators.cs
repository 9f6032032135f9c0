using System.Globalization;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Aggregation.Dates;

namespace IbmPlatform.Mongo.Server.Aggregation.Expressions;

/// <summary>Parts of dates, in UTC or on the clocks of a time zone: <c>{ $year: date }</c> or <c>{ $year: { date, timezone } }</c>.</summary>
internal static class DateOperators
{
    public static IEnumerable<(string, NamedOperators.Definition)> Named =>
    [
        Part("$year", date => date.Year),
        Part("$month", date => date.Month),
        Part("$dayOfMonth", date => date.Day),
        Part("$dayOfWeek", date => (int)date.DayOfWeek + 1),
        Part("$dayOfYear", date => date.DayOfYear),
        Part("$hour", date => date.Hour),
        Part("$minute", date => date.Minute),
        Part("$second", date => date.Second),
        Part("$millisecond", date => date.Millisecond),
        Part("$week", WeekOfYear),
        Part("$isoWeek", ISOWeek.GetWeekOfYear),
        Part("$isoDayOfWeek", IsoDay),
        ("$isoWeekYear", new(40535, ["date"], ["timezone"], a => Local(a) is { } date ? (long)ISOWeek.GetYear(date) : BsonNull.Value, "date")),
    ];

    /// <summary>Weeks begin on Sunday; the days before the first one are week 0.</summary>
    public static int WeekOfYear(DateTime date) => (date.DayOfYear + 6 - (int)date.DayOfWeek) / 7;

    /// <summary>1 for Monday to 7 for Sunday.</summary>
    public static int IsoDay(DateTime date) => date.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)date.DayOfWeek;

    /// <summary>The argument <c>date</c> on the clocks of <c>timezone</c>; null when one of them is.</summary>
    public static DateTime? Local(NamedOperators.Arguments arguments) =>
        TimeZones.Of(arguments) is { } zone && Moments.Of(arguments.Operator, arguments["date"]) is { } utc ? TimeZones.ToLocal(utc, zone) : null;

    private static (string, NamedOperators.Definition) Part(string name, Func<DateTime, int> part) =>
        (name, new(40535, ["date"], ["timezone"], a => Local(a) is { } date ? part(date) : BsonNull.Value, "date"));
}
