using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Connections;
using IbmPlatform.Mongo.Server.Users;

namespace IbmPlatform.Mongo.Server.Commands;

/// <summary><c>rolesInfo</c>: the built-in roles that are enforced; there are no others.</summary>
internal sealed class RolesInfoCommand : ICommand
{
    public IReadOnlyList<string> Names => ["rolesInfo"];

    public Task<CommandReply> RunAsync(CommandContext context)
    {
        var database = context.Request.Database;
        var builtIn = context.Arguments.Flag("showBuiltinRoles");
        context.Arguments.Refuse("showPrivileges", "showAuthenticationRestrictions");
        context.Arguments.RejectRest();
        IEnumerable<UserRole> found = context.Arguments.CommandValue switch
        {
            { IsNumber: true } => builtIn ? BuiltInRoles.Of(database) : [],
            BsonArray several => several.SelectMany(one => Named(one, database)),
            var one => Named(one, database),
        };
        return Task.FromResult<CommandReply>(new BsonDocument("roles", new BsonArray(found.Select(role => (BsonValue)new BsonDocument
        {
            ["role"] = role.Name,
            ["db"] = role.Database,
            ["isBuiltin"] = true,
            ["roles"] = new BsonArray(),
            ["inheritedRoles"] = new BsonArray(),
        }))));
    }

    private static IEnumerable<UserRole> Named(BsonValue asked, string database) => asked switch
    {
        BsonString name => BuiltInRoles.Of(database).Where(role => role.Name == name.Value),
        BsonDocument { Count: 2 } one when one.Find("role") is BsonString name && one.Find("db") is BsonString db =>
            BuiltInRoles.Of(db.Value).Where(role => role.Name == name.Value),
        _ => throw CommandException.BadValue("rolesInfo takes 1, a name, { role, db } or an array of these"),
    };
}
