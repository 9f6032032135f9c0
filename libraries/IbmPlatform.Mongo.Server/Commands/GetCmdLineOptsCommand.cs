using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Connections;

namespace IbmPlatform.Mongo.Server.Commands;

/// <summary><c>getCmdLineOpts</c>.</summary>
internal sealed class GetCmdLineOptsCommand : ICommand
{
    public IReadOnlyList<string> Names => ["getCmdLineOpts"];

    public Task<CommandReply> RunAsync(CommandContext context)
    {
        context.Arguments.RejectRest();
        var options = context.State.Options;
        return Task.FromResult<CommandReply>(new BsonDocument
        {
            ["argv"] = new BsonArray { "IbmPlatform.Mongo.Server" },
            ["parsed"] = new BsonDocument
            {
                ["storage"] = new BsonDocument("dbPath", options.DataDirectory),
                ["net"] = new BsonDocument("bindIp", options.EndPoint?.Address.ToString() ?? ""),
            },
        });
    }
}
