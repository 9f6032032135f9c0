using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Protocol.Wire;

namespace IbmPlatform.Mongo.Server.Connections;

/// <summary>OP_QUERY: a driver's very first hello may still come in it, and nothing else.</summary>
internal static class LegacyHello
{
    public static async Task<BsonDocument> RunAsync(OpQuery query, ClientSession session, ServerState state)
    {
        var name = "";
        foreach (var first in query.Query)
        {
            name = first.Name;
            break;
        }

        if (!query.FullCollectionName.EndsWith(".$cmd", StringComparison.Ordinal) || name is not ("hello" or "isMaster" or "ismaster"))
        {
            return ErrorReply.Of(ServerErrorCodes.UnsupportedOpQueryCommand,
                $"Unsupported OP_QUERY command: {name}. The client driver may require an upgrade; commands come in OP_MSG.");
        }

        var database = query.FullCollectionName[..^".$cmd".Length];
        var reply = await CommandTable.RunAsync(new CommandRequest(name, database, query.Query, []), session, state).ConfigureAwait(false);
        return reply.Document.Contains("ok") ? reply.Document : reply.Document.Add("ok", 1.0);
    }
}
