namespace IbmPlatform.Mongo.Protocol;

/// <summary>A double; equal when the bits are, so NaN equals itself and 0 differs from −0.</summary>
public sealed class BsonDouble(double value) : BsonValue
{
    /// <summary>The value.</summary>
    public double Value { get; } = value;

    /// <inheritdoc/>
    public override BsonType Type => BsonType.Double;

    internal override void WriteTo(BsonWriter writer, string name) => writer.WriteDouble(name, Value);

    /// <inheritdoc/>
    public override bool Equals(BsonValue? other) => other is BsonDouble same && BitConverter.DoubleToInt64Bits(same.Value) == BitConverter.DoubleToInt64Bits(Value);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Type, BitConverter.DoubleToInt64Bits(Value));
}
