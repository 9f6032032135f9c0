using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Commands;

internal sealed class KillCursorsCommand(string database, string collection, long cursor)
    : Command(database, "killCursors", collection, CommandKind.ReadOnce)
{
    public override void WriteFields(BsonWriter writer)
    {
        writer.WriteString("killCursors", Collection!);
        writer.StartArray("cursors");
        writer.WriteInt64("", cursor);
        writer.End();
    }
}
