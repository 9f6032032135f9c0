namespace IbmPlatform.Mongo.Protocol;

/// <summary>A UTF-8 string.</summary>
public sealed class BsonString(string value) : BsonValue
{
    /// <summary>The value.</summary>
    public string Value { get; } = value;

    /// <inheritdoc/>
    public override BsonType Type => BsonType.String;

    internal override void WriteTo(BsonWriter writer, string name) => writer.WriteString(name, Value);

    /// <inheritdoc/>
    public override bool Equals(BsonValue? other) => other is BsonString same && same.Value == Value;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Type, Value);
}
