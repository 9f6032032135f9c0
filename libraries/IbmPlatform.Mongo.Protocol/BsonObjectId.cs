namespace IbmPlatform.Mongo.Protocol;

/// <summary>A 12-byte identifier.</summary>
public sealed class BsonObjectId(ObjectId value) : BsonValue
{
    /// <summary>The value.</summary>
    public ObjectId Value { get; } = value;

    /// <inheritdoc/>
    public override BsonType Type => BsonType.ObjectId;

    internal override void WriteTo(BsonWriter writer, string name) => writer.WriteObjectId(name, Value);

    /// <inheritdoc/>
    public override bool Equals(BsonValue? other) => other is BsonObjectId same && same.Value == Value;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Type, Value);
}
