using IbmPlatform.Mongo.Client.Mapping;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Commands;

/// <summary>One update statement; a replacement of type <typeparamref name="T"/> is written by its codec.</summary>
internal sealed class UpdateCommand<T>(
    string database, string collection, BsonDocument filter, T update, IDocumentCodec<T> codec, bool multi, UpdateOptions? options)
    : Command(database, "update", collection, multi ? CommandKind.Write : CommandKind.RetryableWrite)
{
    public override void WriteFields(BsonWriter writer)
    {
        writer.WriteString("update", Collection!);
        writer.StartArray("updates");
        writer.StartDocument("");
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
        writer.End();
        writer.End();
    }
}
