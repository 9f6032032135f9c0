using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client;

/// <summary>An update under construction; passes wherever an update document is expected.</summary>
public sealed class UpdateBuilder
{
    private readonly BsonDocument update = [];

    /// <summary>The update document.</summary>
    public BsonDocument ToDocument() => update;

    /// <summary>The update document.</summary>
    public static implicit operator BsonDocument(UpdateBuilder builder) => builder.update;

    /// <summary>Sets the field.</summary>
    public UpdateBuilder Set(string field, BsonValue? value) => With("$set", field, value);

    /// <summary>Sets the field when an upsert inserts.</summary>
    public UpdateBuilder SetOnInsert(string field, BsonValue? value) => With("$setOnInsert", field, value);

    /// <summary>Removes the field.</summary>
    public UpdateBuilder Unset(string field) => With("$unset", field, "");

    /// <summary>Adds to the number.</summary>
    public UpdateBuilder Inc(string field, BsonValue by) => With("$inc", field, by);

    /// <summary>Lowers the field to the value if it is greater.</summary>
    public UpdateBuilder Min(string field, BsonValue value) => With("$min", field, value);

    /// <summary>Raises the field to the value if it is less.</summary>
    public UpdateBuilder Max(string field, BsonValue value) => With("$max", field, value);

    /// <summary>Appends an item to the array.</summary>
    public UpdateBuilder Push(string field, BsonValue? value) => With("$push", field, value);

    /// <summary>Appends items to the array.</summary>
    public UpdateBuilder PushEach(string field, IEnumerable<BsonValue> values) =>
        With("$push", field, new BsonDocument("$each", new BsonArray(values)));

    /// <summary>Appends an item to the array unless it is there.</summary>
    public UpdateBuilder AddToSet(string field, BsonValue? value) => With("$addToSet", field, value);

    /// <summary>Removes the items that equal the value or match the condition.</summary>
    public UpdateBuilder Pull(string field, BsonValue? condition) => With("$pull", field, condition);

    private UpdateBuilder With(string name, string field, BsonValue? value)
    {
        if (update.Find(name) is BsonDocument fields)
            fields[field] = value;
        else
            update[name] = new BsonDocument(field, value);
        return this;
    }
}
