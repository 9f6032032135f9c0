using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Connections;

namespace IbmPlatform.Mongo.Server.Commands;

/// <summary><c>updateUser</c>, <c>grantRolesToUser</c>, <c>revokeRolesFromUser</c>: what is not named stays as it is.</summary>
internal sealed class UpdateUserCommand : ICommand
{
    public IReadOnlyList<string> Names => ["updateUser", "grantRolesToUser", "revokeRolesFromUser"];

    public async Task<CommandReply> RunAsync(CommandContext context)
    {
        var arguments = context.Arguments;
        var name = UserArguments.Name(context);
        var updates = context.Request.Name == "updateUser";
        var roles = UserArguments.Roles(context, required: !updates);
        var credentials = updates ? UserArguments.Credentials(context, name) : null;
        var data = updates ? arguments.Document("customData") : null;
        arguments.RejectRest();
        if (updates && roles is null && credentials is null && data is null)
            throw CommandException.BadValue("Must specify at least one field to update in updateUser");

        await context.State.Users.UpdateAsync(
            context.Request.Database, name,
            user => user with
            {
                Credentials = credentials ?? user.Credentials,
                CustomData = data ?? user.CustomData,
                Roles = context.Request.Name switch
                {
                    "grantRolesToUser" => [.. user.Roles.Union(roles!)],
                    "revokeRolesFromUser" => [.. user.Roles.Except(roles!)],
                    _ => roles ?? user.Roles,
                },
            },
            context.Stopping).ConfigureAwait(false);
        return new BsonDocument();
    }
}
