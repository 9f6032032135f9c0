namespace IbmPlatform.Mongo.Protocol;

/// <summary>Compares above every other value.</summary>
public sealed class BsonMaxKey : BsonValue
{
    private BsonMaxKey() { }

    /// <summary>The only one.</summary>
    public static BsonMaxKey Value { get; } = new();

    /// <inheritdoc/>
    public override BsonType Type => BsonType.MaxKey;

    internal override void WriteTo(BsonWriter writer, string name) => writer.WriteMaxKey(name);

    /// <inheritdoc/>
    public override bool Equals(BsonValue? other) => other is BsonMaxKey;

    /// <inheritdoc/>
    public override int GetHashCode() => Type.GetHashCode();
}
