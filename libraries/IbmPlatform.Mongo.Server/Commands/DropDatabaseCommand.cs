using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Connections;
using IbmPlatform.Mongo.Server.Users;

namespace IbmPlatform.Mongo.Server.Commands;

/// <summary><c>dropDatabase</c>: the file goes as a whole.</summary>
internal sealed class DropDatabaseCommand : ICommand
{
    public IReadOnlyList<string> Names => ["dropDatabase"];

    public async Task<CommandReply> RunAsync(CommandContext context)
    {
        context.Arguments.RejectRest();
        if (context.Request.Database == UserStore.Database && !context.State.Users.IsEmpty)
            throw new CommandException(MongoErrorCodes.IllegalOperation, "Dropping the 'admin' database is prohibited while it holds users.");
        var dropped = await context.State.Data.DropAsync(context.Request.Database).ConfigureAwait(false);
        return dropped ? new BsonDocument("dropped", context.Request.Database) : new BsonDocument();
    }
}
