using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client;

/// <summary>Starts an update: <c>Update.Set("a", 1).Push("b", item)</c>.</summary>
public static class Update
{
    /// <inheritdoc cref="UpdateBuilder.Set"/>
    public static UpdateBuilder Set(string field, BsonValue? value) => new UpdateBuilder().Set(field, value);

    /// <inheritdoc cref="UpdateBuilder.SetOnInsert"/>
    public static UpdateBuilder SetOnInsert(string field, BsonValue? value) => new UpdateBuilder().SetOnInsert(field, value);

    /// <inheritdoc cref="UpdateBuilder.Unset"/>
    public static UpdateBuilder Unset(string field) => new UpdateBuilder().Unset(field);

    /// <inheritdoc cref="UpdateBuilder.Inc"/>
    public static UpdateBuilder Inc(string field, BsonValue by) => new UpdateBuilder().Inc(field, by);

    /// <inheritdoc cref="UpdateBuilder.Min"/>
    public static UpdateBuilder Min(string field, BsonValue value) => new UpdateBuilder().Min(field, value);

    /// <inheritdoc cref="UpdateBuilder.Max"/>
    public static UpdateBuilder Max(string field, BsonValue value) => new UpdateBuilder().Max(field, value);

    /// <inheritdoc cref="UpdateBuilder.Push"/>
    public static UpdateBuilder Push(string field, BsonValue? value) => new UpdateBuilder().Push(field, value);

    /// <inheritdoc cref="UpdateBuilder.PushEach"/>
    public static UpdateBuilder PushEach(string field, IEnumerable<BsonValue> values) => new UpdateBuilder().PushEach(field, values);

    /// <inheritdoc cref="UpdateBuilder.AddToSet"/>
    public static UpdateBuilder AddToSet(string field, BsonValue? value) => new UpdateBuilder().AddToSet(field, value);

    /// <inheritdoc cref="UpdateBuilder.Pull"/>
    public static UpdateBuilder Pull(string field, BsonValue? condition) => new UpdateBuilder().Pull(field, condition);
}
