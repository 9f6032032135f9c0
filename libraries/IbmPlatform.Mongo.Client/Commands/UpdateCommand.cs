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
        UpdateStatement.Write(writer, filter, update, codec, multi, options);
        writer.End();
        writer.End();
    }
}
