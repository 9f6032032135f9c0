using System.Collections.Frozen;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Users;

namespace IbmPlatform.Mongo.Server.Commands;

/// <summary>What the commands of an administrator have in common.</summary>
internal static class Administration
{
    private static readonly FrozenSet<string> OnAdmin = FrozenSet.Create(
        StringComparer.Ordinal, "backup", "currentOp", "fsync", "killOp", "listDatabases", "renameCollection", "setParameter");

    public static bool IsOnAdminOnly(string command) => OnAdmin.Contains(command);

    public static void RequireAdmin(CommandContext context)
    {
        if (context.Request.Database != UserStore.Database)
            throw new CommandException(MongoErrorCodes.Unauthorized, $"{context.Request.Name} may only be run against the admin database.");
    }

    /// <summary>For a command whose fields name the database that it touches.</summary>
    public static void Require(CommandContext context, Access access, string database)
    {
        if (!May(context, access, database))
            throw new CommandException(MongoErrorCodes.Unauthorized, $"not authorized on {database} to execute command {context.Request.Name}");
    }

    public static bool May(CommandContext context, Access access, string database) =>
        !context.State.Options.Authentication || context.Session.User(context.State.Users) is { } user && CommandAccess.Allows(user, access, database);
}
