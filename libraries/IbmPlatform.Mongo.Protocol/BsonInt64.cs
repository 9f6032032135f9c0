namespace IbmPlatform.Mongo.Protocol;

/// <summary>A 64-bit integer.</summary>
public sealed class BsonInt64(long value) : BsonValue
{
    /// <summary>The value.</summary>
    public long Value { get; } = value;

    /// <inheritdoc/>
    public override BsonType Type => BsonType.Int64;

    internal override void WriteTo(BsonWriter writer, string name) => writer.WriteInt64(name, Value);

    /// <inheritdoc/>
    public override bool Equals(BsonValue? other) => other is BsonInt64 same && same.Value == Value;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Type, Value);
}
