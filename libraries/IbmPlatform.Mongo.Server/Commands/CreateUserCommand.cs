using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Connections;
using IbmPlatform.Mongo.Server.Users;

namespace IbmPlatform.Mongo.Server.Commands;

/// <summary><c>createUser</c>.</summary>
internal sealed class CreateUserCommand : ICommand
{
    public IReadOnlyList<string> Names => ["createUser"];

    public async Task<CommandReply> RunAsync(CommandContext context)
    {
        var name = UserArguments.Name(context);
        var credentials = UserArguments.Credentials(context, name)
            ?? throw CommandException.BadValue("Must provide a 'pwd' field for all user documents: users are authenticated by this server itself");
        var user = new User(name, context.Request.Database, Guid.NewGuid())
        {
            Credentials = credentials,
            Roles = UserArguments.Roles(context, required: true)!,
            CustomData = context.Arguments.Document("customData"),
        };
        context.Arguments.RejectRest();
        var onlyAsFirst = context.State.Options.Authentication && context.Session.User(context.State.Users) is null;
        await context.State.Users.AddAsync(user, onlyAsFirst, context.Stopping).ConfigureAwait(false);
        return new BsonDocument();
    }
}
