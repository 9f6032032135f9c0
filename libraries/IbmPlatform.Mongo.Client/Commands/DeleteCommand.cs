using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Commands;

internal sealed class DeleteCommand(string database, string collection, BsonDocument filter, bool multi)
    : Command(database, "delete", collection, multi ? CommandKind.Write : CommandKind.RetryableWrite)
{
    public override void WriteFields(BsonWriter writer)
    {
        writer.WriteString("delete", Collection!);
        writer.StartArray("deletes");
        writer.StartDocument("");
        writer.WriteValue("q", filter);
        writer.WriteInt32("limit", multi ? 0 : 1);
        writer.End();
        writer.End();
    }
}
