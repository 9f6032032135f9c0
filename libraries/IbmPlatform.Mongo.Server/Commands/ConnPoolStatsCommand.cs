using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Connections;

namespace IbmPlatform.Mongo.Server.Commands;

/// <summary><c>connPoolStats</c>: connections to other servers, of which a standalone has none; those of clients are in serverStatus.</summary>
internal sealed class ConnPoolStatsCommand : ICommand
{
    public IReadOnlyList<string> Names => ["connPoolStats"];

    public Task<CommandReply> RunAsync(CommandContext context)
    {
        context.Arguments.RejectRest();
        return Task.FromResult<CommandReply>(new BsonDocument
        {
            ["numClientConnections"] = 0,
            ["numAScopedConnections"] = 0,
            ["totalInUse"] = 0,
            ["totalAvailable"] = 0,
            ["totalCreated"] = 0,
            ["totalRefreshing"] = 0,
            ["pools"] = new BsonDocument(),
            ["hosts"] = new BsonDocument(),
            ["replicaSets"] = new BsonDocument(),
        });
    }
}
