using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Connections;

namespace IbmPlatform.Mongo.Server.Commands;

/// <summary><c>endSessions</c>: drivers send it when they close; there is no session, so nothing is left to end.</summary>
internal sealed class EndSessionsCommand : ICommand
{
    public IReadOnlyList<string> Names => ["endSessions"];

    public Task<CommandReply> RunAsync(CommandContext context)
    {
        context.Arguments.RejectRest();
        return Task.FromResult<CommandReply>(new BsonDocument());
    }
}
