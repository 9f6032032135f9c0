using IbmPlatform.Mongo.Client.Mapping;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Commands;

/// <summary>One statement of an update command.</summary>
internal static class UpdateStatement
{
    public static void Write<T>(BsonWriter writer, BsonDocument filter, T update, IDocumentCodec<T> codec, bool multi, UpdateOptions? options)
    {
        writer.WriteValue("q", filter);
        writer.StartDocument("u");
        codec.WriteElements(writer, update);
        writer.End();
        if (multi)
            writer.WriteBoolean("multi", true);
        if (options?.Upsert == true)
            writer.WriteBoolean("upsert", true);
        if (options?.ArrayFilters is { } arrayFilters)
            writer.WriteValue("arrayFilters", new BsonArray(arrayFilters));
        if (options?.Hint is { } hint)
            writer.WriteValue("hint", hint);
    }

    /// <summary>Without this an update without operators would replace the whole document.</summary>
    public static BsonDocument RequireOperators(BsonDocument update) =>
        update.Count > 0 && update.Names.All(n => n.StartsWith('$'))
            ? update
            : throw new ArgumentException("An update consists of operators such as $set; use ReplaceOneAsync to replace a document.", nameof(update));

    public static T RequireNoOperators<T>(T replacement) =>
        replacement is BsonDocument document && document.Names.Any(n => n.StartsWith('$'))
            ? throw new ArgumentException("A replacement has no operators such as $set; use UpdateOneAsync.", nameof(replacement))
            : replacement;
}
