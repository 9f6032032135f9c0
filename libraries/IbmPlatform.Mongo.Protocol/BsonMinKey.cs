namespace IbmPlatform.Mongo.Protocol;

/// <summary>Compares below every other value.</summary>
public sealed class BsonMinKey : BsonValue
{
    private BsonMinKey() { }

    /// <summary>The only one.</summary>
    public static BsonMinKey Value { get; } = new();

    /// <inheritdoc/>
    public override BsonType Type => BsonType.MinKey;

    internal override void WriteTo(BsonWriter writer, string name) => writer.WriteMinKey(name);

    /// <inheritdoc/>
    public override bool Equals(BsonValue? other) => other is BsonMinKey;

    /// <inheritdoc/>
    public override int GetHashCode() => Type.GetHashCode();
}
