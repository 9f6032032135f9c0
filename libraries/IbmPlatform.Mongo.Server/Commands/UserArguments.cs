using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Users;

namespace IbmPlatform.Mongo.Server.Commands;

/// <summary>What the commands on users have in common: names, passwords and roles.</summary>
internal static class UserArguments
{
    public static string Name(CommandContext context) => context.Arguments.CommandValue is BsonString { Value: { Length: > 0 } name }
        ? name
        : throw CommandException.BadValue($"{context.Request.Name} needs the user's name");

    /// <summary>The keys made of the password given; null where none is given.</summary>
    public static IReadOnlyDictionary<string, ScramCredential>? Credentials(CommandContext context, string user)
    {
        var arguments = context.Arguments;
        var password = arguments.Text("pwd");
        var mechanisms = arguments.Array("mechanisms")?.Select(m => Mechanism(m)).ToList() ?? ScramHash.All;
        if (!arguments.Flag("digestPassword", otherwise: true))
            throw CommandException.BadValue("A password that the client has digested makes no SCRAM-SHA-256 key: leave digestPassword out.");
        arguments.Refuse("authenticationRestrictions");
        if (password is null)
            return arguments.Value("mechanisms") is null ? null : throw CommandException.BadValue("mechanisms change together with pwd only");
        if (password.Length == 0 || mechanisms.Count == 0)
            throw CommandException.BadValue("User passwords and their mechanisms must not be empty");
        return mechanisms.ToDictionary(hash => hash.Name, hash => hash.Derive(user, password), StringComparer.Ordinal);
    }

    /// <summary>The roles given; null where the command has none. Whoever grants a role must be allowed to on its database.</summary>
    public static IReadOnlyList<UserRole>? Roles(CommandContext context, bool required)
    {
        if (context.Arguments.Array("roles") is not { } given)
            return required ? throw new CommandException(ServerErrorCodes.MissingField, $"BSON field '{context.Request.Name}.roles' is missing but a required field") : null;
        var roles = given.Select(role => Role(role, context.Request.Database)).Distinct().ToList();
        foreach (var role in roles)
        {
            BuiltInRoles.Check(role);
            if (context.State.Options.Authentication && context.Session.User(context.State.Users) is { } granter
                && !CommandAccess.Allows(granter, Access.Users, role.Database))
                throw CommandAccess.Denied(context.Request);
        }

        return roles;
    }

    private static UserRole Role(BsonValue role, string database) => role switch
    {
        BsonString name => new UserRole(name.Value, database),
        BsonDocument { Count: 2 } document when document.Find("role") is BsonString name && document.Find("db") is BsonString db => new UserRole(name.Value, db.Value),
        _ => throw CommandException.BadValue($"A role is a name or {{ role: <name>, db: <database> }}, not {role}"),
    };

    private static ScramHash Mechanism(BsonValue name) => (name is BsonString text ? ScramHash.Named(text.Value) : null)
        ?? throw CommandException.BadValue($"'{name}' is no mechanism: SCRAM-SHA-256 and SCRAM-SHA-1 are");
}
