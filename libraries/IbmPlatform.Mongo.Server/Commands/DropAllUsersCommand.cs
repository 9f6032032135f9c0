using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Connections;

namespace IbmPlatform.Mongo.Server.Commands;

/// <summary><c>dropAllUsersFromDatabase</c>.</summary>
internal sealed class DropAllUsersCommand : ICommand
{
    public IReadOnlyList<string> Names => ["dropAllUsersFromDatabase"];

    public async Task<CommandReply> RunAsync(CommandContext context)
    {
        context.Arguments.RejectRest();
        return new BsonDocument("n", await context.State.Users.DropAllAsync(context.Request.Database, context.Stopping).ConfigureAwait(false));
    }
}
