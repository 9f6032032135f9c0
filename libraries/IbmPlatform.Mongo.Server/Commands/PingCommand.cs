using IbmPlatform.Mongo.Server.Connections;

namespace IbmPlatform.Mongo.Server.Commands;

/// <summary><c>ping</c>.</summary>
internal sealed class PingCommand : ICommand
{
    public IReadOnlyList<string> Names => ["ping"];

    public Task<CommandReply> RunAsync(CommandContext context)
    {
        context.Arguments.RejectRest();
        return Task.FromResult<CommandReply>(new Protocol.BsonDocument());
    }
}
