using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Aggregation.Expressions;

/// <summary>Parts of dates, in UTC.</summary>
internal static class DateOperators
{
    public static IEnumerable<(string, OperatorTable.Definition)> All =>
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
    ];

    private static (string, OperatorTable.Definition) Part(string name, Func<DateTimeOffset, int> part) => (name, new(1, 1, values => values[0] switch
    {
        BsonDateTime date => part(date.ToDateTimeOffset()),
        BsonTimestamp stamp => part(DateTimeOffset.FromUnixTimeSeconds(stamp.Seconds)),
        BsonObjectId id => part(id.Value.CreatedAt),
        BsonDocument => throw CommandException.NotSupported($"{name} with a time zone"),
        var other when Operands.IsNullish(other) => BsonNull.Value,
        var other => throw Operands.Wrong(name, "dates", other),
    }));
}
