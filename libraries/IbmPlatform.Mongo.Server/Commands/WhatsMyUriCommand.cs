using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Connections;

namespace IbmPlatform.Mongo.Server.Commands;

/// <summary><c>whatsmyuri</c>.</summary>
internal sealed class WhatsMyUriCommand : ICommand
{
    public IReadOnlyList<string> Names => ["whatsmyuri"];

    public Task<CommandReply> RunAsync(CommandContext context)
    {
        context.Arguments.RejectRest();
        return Task.FromResult<CommandReply>(new BsonDocument("you", $"127.0.0.1:{context.Session.Id}"));
    }
}
