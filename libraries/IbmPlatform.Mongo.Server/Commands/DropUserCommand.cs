using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Connections;

namespace IbmPlatform.Mongo.Server.Commands;

/// <summary><c>dropUser</c>: open connections of the user are nobody's from then on.</summary>
internal sealed class DropUserCommand : ICommand
{
    public IReadOnlyList<string> Names => ["dropUser"];

    public async Task<CommandReply> RunAsync(CommandContext context)
    {
        var name = UserArguments.Name(context);
        context.Arguments.RejectRest();
        await context.State.Users.DropAsync(context.Request.Database, name, context.Stopping).ConfigureAwait(false);
        return new BsonDocument();
    }
}
