namespace IbmPlatform.Mongo.Protocol;

/// <summary>A 32-bit integer.</summary>
public sealed class BsonInt32(int value) : BsonValue
{
    /// <summary>The value.</summary>
    public int Value { get; } = value;

    /// <inheritdoc/>
    public override BsonType Type => BsonType.Int32;

    internal override void WriteTo(BsonWriter writer, string name) => writer.WriteInt32(name, Value);

    /// <inheritdoc/>
    public override bool Equals(BsonValue? other) => other is BsonInt32 same && same.Value == Value;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Type, Value);
}
