namespace IbmPlatform.Mongo.Protocol;

/// <summary>A symbol (deprecated in BSON).</summary>
public sealed class BsonSymbol(string value) : BsonValue
{
    /// <summary>The value.</summary>
    public string Value { get; } = value;

    /// <inheritdoc/>
    public override BsonType Type => BsonType.Symbol;

    internal override void WriteTo(BsonWriter writer, string name) => writer.WriteSymbol(name, Value);

    /// <inheritdoc/>
    public override bool Equals(BsonValue? other) => other is BsonSymbol same && same.Value == Value;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Type, Value);
}
