using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Connections;
using IbmPlatform.Mongo.Server.Users;

namespace IbmPlatform.Mongo.Server.Commands;

/// <summary><c>listCommands</c>: every command that is answered.</summary>
internal sealed class ListCommandsCommand : ICommand
{
    public IReadOnlyList<string> Names => ["listCommands"];

    public Task<CommandReply> RunAsync(CommandContext context)
    {
        context.Arguments.RejectRest();
        var commands = new BsonDocument();
        foreach (var name in CommandTable.Names.Order(StringComparer.Ordinal))
        {
            commands.Add(name, new BsonDocument
            {
                ["help"] = "see MongoDB's manual for what it does, and the README of this server for what of it is supported",
                ["requiresAuth"] = CommandAccess.Of(name) != Access.None,
                ["secondaryOk"] = false,
                ["adminOnly"] = Administration.IsOnAdminOnly(name),
            });
        }

        return Task.FromResult<CommandReply>(new BsonDocument("commands", commands));
    }
}
