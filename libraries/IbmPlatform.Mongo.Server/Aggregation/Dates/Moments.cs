using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Aggregation.Expressions;

namespace IbmPlatform.Mongo.Server.Aggregation.Dates;

/// <summary>Dates that can be calculated with: the years 1 to 9999.</summary>
internal static class Moments
{
    /// <summary>The moment of a date, a timestamp or an ObjectId; null for null and for an absent value.</summary>
    public static DateTime? Of(string name, BsonValue? value) => value switch
    {
        BsonDateTime date => From(date),
        BsonTimestamp stamp => DateTime.UnixEpoch.AddSeconds(stamp.Seconds),
        BsonObjectId id => id.Value.CreatedAt.UtcDateTime,
        _ when Operands.IsNullish(value) => null,
        _ => throw new CommandException(Operands.Location(16006), $"{name}: can't convert from BSON type {Operands.TypeOf(value)} to Date"),
    };

    public static BsonValue ToBson(DateTime utc) => new BsonDateTime((utc.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond);

    public static DateTime InRange(long ticks) => ticks >= DateTime.MinValue.Ticks && ticks <= DateTime.MaxValue.Ticks
        ? new DateTime(ticks, DateTimeKind.Utc)
        : throw OutOfRange();

    public static CommandException OutOfRange() => new(MongoErrorCodes.Overflow, "A date lies outside of the years 1 to 9999, which is all that this server calculates with.");

    private static DateTime From(BsonDateTime date)
    {
        var milliseconds = date.MillisecondsSinceEpoch;
        return Math.Abs(milliseconds) < long.MaxValue / TimeSpan.TicksPerMillisecond / 2
            ? InRange(DateTime.UnixEpoch.Ticks + milliseconds * TimeSpan.TicksPerMillisecond)
            : throw OutOfRange();
    }
}
