namespace IbmPlatform.Mongo.Protocol;

/// <summary>Undefined (deprecated in BSON).</summary>
public sealed class BsonUndefined : BsonValue
{
    private BsonUndefined() { }

    /// <summary>The only one.</summary>
    public static BsonUndefined Value { get; } = new();

    /// <inheritdoc/>
    public override BsonType Type => BsonType.Undefined;

    internal override void WriteTo(BsonWriter writer, string name) => writer.WriteUndefined(name);

    /// <inheritdoc/>
    public override bool Equals(BsonValue? other) => other is BsonUndefined;

    /// <inheritdoc/>
    public override int GetHashCode() => Type.GetHashCode();
}
