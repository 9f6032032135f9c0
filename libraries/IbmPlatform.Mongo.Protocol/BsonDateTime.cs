namespace IbmPlatform.Mongo.Protocol;

/// <summary>A moment in UTC to the millisecond; its range exceeds that of <see cref="DateTimeOffset"/>.</summary>
public sealed class BsonDateTime(long millisecondsSinceEpoch) : BsonValue
{
    /// <summary>Milliseconds since 1970-01-01T00:00:00Z.</summary>
    public long MillisecondsSinceEpoch { get; } = millisecondsSinceEpoch;

    /// <inheritdoc/>
    public override BsonType Type => BsonType.DateTime;

    /// <summary>The moment, where years 1 to 9999 can hold it.</summary>
    public DateTimeOffset ToDateTimeOffset() => DateTimeOffset.FromUnixTimeMilliseconds(MillisecondsSinceEpoch);

    internal override void WriteTo(BsonWriter writer, string name) => writer.WriteDateTime(name, MillisecondsSinceEpoch);

    /// <inheritdoc/>
    public override bool Equals(BsonValue? other) => other is BsonDateTime same && same.MillisecondsSinceEpoch == MillisecondsSinceEpoch;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Type, MillisecondsSinceEpoch);
}
