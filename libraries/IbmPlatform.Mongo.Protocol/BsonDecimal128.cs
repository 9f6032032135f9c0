namespace IbmPlatform.Mongo.Protocol;

/// <summary>A 128-bit decimal.</summary>
public sealed class BsonDecimal128(Decimal128 value) : BsonValue
{
    /// <summary>The value.</summary>
    public Decimal128 Value { get; } = value;

    /// <inheritdoc/>
    public override BsonType Type => BsonType.Decimal128;

    internal override void WriteTo(BsonWriter writer, string name) => writer.WriteDecimal128(name, Value);

    /// <inheritdoc/>
    public override bool Equals(BsonValue? other) => other is BsonDecimal128 same && same.Value == Value;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Type, Value);
}
