using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Connections;

namespace IbmPlatform.Mongo.Server.Commands;

/// <summary><c>connectionStatus</c>: nobody is authenticated, for there are no users.</summary>
internal sealed class ConnectionStatusCommand : ICommand
{
    public IReadOnlyList<string> Names => ["connectionStatus"];

    public Task<CommandReply> RunAsync(CommandContext context)
    {
        var withPrivileges = context.Arguments.Flag("showPrivileges");
        context.Arguments.RejectRest();
        var info = new BsonDocument { ["authenticatedUsers"] = new BsonArray(), ["authenticatedUserRoles"] = new BsonArray() };
        if (withPrivileges)
            info.Add("authenticatedUserPrivileges", new BsonArray());
        return Task.FromResult<CommandReply>(new BsonDocument("authInfo", info));
    }
}
