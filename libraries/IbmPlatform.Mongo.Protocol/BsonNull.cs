namespace IbmPlatform.Mongo.Protocol;

/// <summary>Null.</summary>
public sealed class BsonNull : BsonValue
{
    private BsonNull() { }

    /// <summary>The only one.</summary>
    public static BsonNull Value { get; } = new();

    /// <inheritdoc/>
    public override BsonType Type => BsonType.Null;

    internal override void WriteTo(BsonWriter writer, string name) => writer.WriteNull(name);

    /// <inheritdoc/>
    public override bool Equals(BsonValue? other) => other is BsonNull;

    /// <inheritdoc/>
    public override int GetHashCode() => Type.GetHashCode();
}
