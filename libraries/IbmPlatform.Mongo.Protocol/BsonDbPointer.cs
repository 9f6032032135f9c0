namespace IbmPlatform.Mongo.Protocol;

/// <summary>A pointer to a document of a collection (deprecated in BSON).</summary>
public sealed class BsonDbPointer(string collection, ObjectId id) : BsonValue
{
    /// <summary>The collection's name.</summary>
    public string Collection { get; } = collection;

    /// <summary>The document's id.</summary>
    public ObjectId Id { get; } = id;

    /// <inheritdoc/>
    public override BsonType Type => BsonType.DbPointer;

    internal override void WriteTo(BsonWriter writer, string name) => writer.WriteDbPointer(name, Collection, Id);

    /// <inheritdoc/>
    public override bool Equals(BsonValue? other) => other is BsonDbPointer same && same.Collection == Collection && same.Id == Id;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Collection, Id);
}
