using System.Collections.Frozen;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Connections;

namespace IbmPlatform.Mongo.Server.Users;

/// <summary>Which access each command needs, and the check of it.</summary>
internal static class CommandAccess
{
    private static readonly FrozenDictionary<string, Access> Needed = new (Access Access, string[] Commands)[]
    {
        (Access.None, ["hello", "isMaster", "ismaster", "ping", "buildInfo", "buildinfo", "saslStart", "saslContinue", "logout", "connectionStatus", "whatsmyuri", "endSessions"]),
        (Access.Known, ["listDatabases", "getMore", "killCursors", "usersInfo", "currentOp", "killOp", "renameCollection", "rolesInfo", "listCommands"]),
        (Access.Read, ["find", "count", "distinct", "aggregate", "explain"]),
        (Access.Inspect, ["listCollections", "listIndexes", "collStats", "collstats", "dbStats", "dbstats"]),
        (Access.Write, ["insert", "update", "delete", "findAndModify", "findandmodify"]),
        (Access.Shape, ["create", "drop", "createIndexes", "dropIndexes", "collMod"]),
        (Access.Manage, ["dropDatabase", "validate", "reIndex", "profile"]),
        (Access.Users, ["createUser", "updateUser", "dropUser", "grantRolesToUser", "revokeRolesFromUser", "dropAllUsersFromDatabase"]),
        (Access.Server, ["backup", "serverStatus", "getLog", "getCmdLineOpts", "hostInfo", "getParameter", "setParameter", "fsync", "connPoolStats"]),
    }.SelectMany(group => group.Commands.Select(name => (name, group.Access))).ToFrozenDictionary(c => c.name, c => c.Access, StringComparer.Ordinal);

    /// <summary>What the command needs; every command of the table has its line here.</summary>
    public static Access Of(string command) => Needed[command];

    /// <summary>True while there is no user: then a client on this machine may make the first one, on admin.</summary>
    public static bool IsForFirstUser(CommandRequest request, ClientSession session, ServerState state) =>
        request.Name == "createUser" && request.Database == UserStore.Database && session.IsLocal && state.Users.IsEmpty;

    /// <exception cref="CommandException">Nobody is authenticated, or the user's roles do not allow the command.</exception>
    public static void Check(CommandRequest request, ClientSession session, ServerState state)
    {
        var needed = request.Name == "aggregate" ? PipelineAccess.Of(request) : Of(request.Name);
        if (!state.Options.Authentication || needed == Access.None)
            return;
        if (session.User(state.Users) is not { } user)
        {
            if (!IsForFirstUser(request, session, state))
                throw new CommandException(MongoErrorCodes.Unauthorized, $"Command {request.Name} requires authentication");
            return;
        }

        if (!Allows(user, needed, request.Database))
            throw Denied(request);
    }

    public static bool Allows(User user, Access needed, string database) => (BuiltInRoles.On(database, user.Roles) & needed) == needed;

    public static CommandException Denied(CommandRequest request) =>
        new(MongoErrorCodes.Unauthorized, $"not authorized on {request.Database} to execute command {request.Name}");
}
