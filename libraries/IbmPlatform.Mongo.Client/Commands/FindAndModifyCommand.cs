using IbmPlatform.Mongo.Client.Mapping;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Commands;

/// <summary>Finds one document and changes it; without an update it removes it.</summary>
internal sealed class FindAndModifyCommand<T>(
    string database, string collection, BsonDocument filter, T? update, IDocumentCodec<T>? codec, FindOneAndOptions? options)
    : Command(database, "findAndModify", collection, CommandKind.RetryableWrite)
{
    public override void WriteFields(BsonWriter writer)
    {
        writer.WriteString("findAndModify", Collection!);
        writer.WriteValue("query", filter);
        if (options?.Sort is { } sort)
            writer.WriteValue("sort", sort);
        if (options?.Projection is { } projection)
            writer.WriteValue("fields", projection);
        if (codec is null)
        {
            writer.WriteBoolean("remove", true);
            return;
        }
        writer.StartDocument("update");
        codec.WriteElements(writer, update!);
        writer.End();
        if (options?.Return == ReturnDocument.After)
            writer.WriteBoolean("new", true);
        if (options?.Upsert == true)
            writer.WriteBoolean("upsert", true);
        if (options?.ArrayFilters is { } arrayFilters)
            writer.WriteValue("arrayFilters", new BsonArray(arrayFilters));
    }
}
