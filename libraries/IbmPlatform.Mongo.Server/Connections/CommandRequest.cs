using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Protocol.Wire;

namespace IbmPlatform.Mongo.Server.Connections;

/// <summary>A command as it came: its name is the body's first field. Its bytes live as long as the message.</summary>
internal sealed record CommandRequest(string Name, string Database, RawBsonDocument Body, IReadOnlyList<DocumentSequence> Sequences)
{
    public static CommandRequest From(OpMsg message)
    {
        var name = "";
        foreach (var first in message.Body)
        {
            name = first.Name;
            break;
        }

        if (!message.Body.TryFind("$db"u8, out var db) || db.Type != BsonType.String)
            return new CommandRequest(name, "", message.Body, message.Sequences);
        return new CommandRequest(name, db.ToValue().AsString, message.Body, message.Sequences);
    }
}
