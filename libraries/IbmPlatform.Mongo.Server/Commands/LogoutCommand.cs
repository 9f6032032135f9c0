using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Connections;

namespace IbmPlatform.Mongo.Server.Commands;

/// <summary><c>logout</c>.</summary>
internal sealed class LogoutCommand : ICommand
{
    public IReadOnlyList<string> Names => ["logout"];

    public Task<CommandReply> RunAsync(CommandContext context)
    {
        context.Arguments.RejectRest();
        context.Session.LogOut();
        return Task.FromResult<CommandReply>(new BsonDocument());
    }
}
