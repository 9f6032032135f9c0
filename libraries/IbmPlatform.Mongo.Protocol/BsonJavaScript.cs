namespace IbmPlatform.Mongo.Protocol;

/// <summary>JavaScript code.</summary>
public sealed class BsonJavaScript(string value) : BsonValue
{
    /// <summary>The value.</summary>
    public string Value { get; } = value;

    /// <inheritdoc/>
    public override BsonType Type => BsonType.JavaScript;

    internal override void WriteTo(BsonWriter writer, string name) => writer.WriteJavaScript(name, Value);

    /// <inheritdoc/>
    public override bool Equals(BsonValue? other) => other is BsonJavaScript same && same.Value == Value;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Type, Value);
}
