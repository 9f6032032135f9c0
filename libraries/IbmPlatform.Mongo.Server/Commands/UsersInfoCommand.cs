using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Connections;
using IbmPlatform.Mongo.Server.Users;

namespace IbmPlatform.Mongo.Server.Commands;

/// <summary><c>usersInfo</c>: whoever may manage a database's users sees them, and everybody sees themselves.</summary>
internal sealed class UsersInfoCommand : ICommand
{
    public IReadOnlyList<string> Names => ["usersInfo"];

    public Task<CommandReply> RunAsync(CommandContext context)
    {
        var wanted = Wanted(context.Arguments.CommandValue, context.Request.Database);
        context.Arguments.Refuse("showCredentials", "showPrivileges", "showAuthenticationRestrictions", "filter");
        // Custom data is shown either way.
        context.Arguments.Accept("showCustomData");
        context.Arguments.RejectRest();
        if (context.Arguments.CommandValue.IsNumber && context.State.Options.Authentication
            && !CommandAccess.Allows(context.Session.User(context.State.Users)!, Access.Users, context.Request.Database))
            throw CommandAccess.Denied(context.Request);
        var users = context.State.Users.All.Where(wanted).ToList();
        foreach (var user in users)
        {
            if (!MaySee(context, user))
                throw CommandAccess.Denied(context.Request);
        }

        return Task.FromResult<CommandReply>(new BsonDocument("users", new BsonArray(users.Select(u => (BsonValue)u.ToInfo()))));
    }

    private static bool MaySee(CommandContext context, User user) =>
        !context.State.Options.Authentication
        || context.Session.User(context.State.Users) is { } asking && (asking.Id == user.Id || CommandAccess.Allows(asking, Access.Users, user.Database));

    private static Func<User, bool> Wanted(BsonValue asked, string database) => asked switch
    {
        { IsNumber: true } => user => user.Database == database,
        BsonString name => user => user.Database == database && user.Name == name.Value,
        BsonDocument all when all.Find("forAllDBs")?.ToBoolean() == true => _ => true,
        BsonDocument one when one.Find("user") is BsonString name && one.Find("db") is BsonString db => user => user.Id == User.IdOf(db.Value, name.Value),
        BsonArray several => AnyOf([.. several.Select(one => Wanted(one, database))]),
        _ => throw CommandException.BadValue("usersInfo takes 1, a name, { user, db }, { forAllDBs: true } or an array of these"),
    };

    private static Func<User, bool> AnyOf(IReadOnlyList<Func<User, bool>> wanted) => user => wanted.Any(w => w(user));
}
