using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Connections;

namespace IbmPlatform.Mongo.Server.Commands;

/// <summary><c>connectionStatus</c>: who has authenticated on this connection, and their roles.</summary>
internal sealed class ConnectionStatusCommand : ICommand
{
    public IReadOnlyList<string> Names => ["connectionStatus"];

    public Task<CommandReply> RunAsync(CommandContext context)
    {
        var withPrivileges = context.Arguments.Flag("showPrivileges");
        context.Arguments.RejectRest();
        if (withPrivileges)
            throw CommandException.NotSupported("The field 'showPrivileges' of connectionStatus: privileges come by built-in roles only, which it lists");
        var user = context.Session.User(context.State.Users);
        var info = new BsonDocument
        {
            ["authenticatedUsers"] = user is null ? [] : new BsonArray { new BsonDocument { ["user"] = user.Name, ["db"] = user.Database } },
            ["authenticatedUserRoles"] = user?.RolesAsBson() ?? [],
        };
        return Task.FromResult<CommandReply>(new BsonDocument("authInfo", info));
    }
}
