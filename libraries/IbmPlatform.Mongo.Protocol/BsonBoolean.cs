namespace IbmPlatform.Mongo.Protocol;

/// <summary>A boolean.</summary>
public sealed class BsonBoolean : BsonValue
{
    private BsonBoolean(bool value) => Value = value;

    /// <summary>True.</summary>
    public static BsonBoolean True { get; } = new(true);

    /// <summary>False.</summary>
    public static BsonBoolean False { get; } = new(false);

    /// <summary>The value.</summary>
    public bool Value { get; }

    /// <inheritdoc/>
    public override BsonType Type => BsonType.Boolean;

    internal override void WriteTo(BsonWriter writer, string name) => writer.WriteBoolean(name, Value);

    /// <inheritdoc/>
    public override bool Equals(BsonValue? other) => other is BsonBoolean same && same.Value == Value;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Type, Value);
}
