using System.Collections.Frozen;

namespace IbmPlatform.Mongo.Server.Users;

/// <summary>The roles that are enforced, a subset of MongoDB's; any other is refused when it is granted.</summary>
internal static class BuiltInRoles
{
    private const Access Reading = Access.Read | Access.Inspect;
    private const Access Writing = Reading | Access.Write | Access.Shape;
    private const Access Managing = Access.Inspect | Access.Shape | Access.Manage;

    private static readonly FrozenDictionary<string, Access> OnOneDatabase = new Dictionary<string, Access>
    {
        ["read"] = Reading,
        ["readWrite"] = Writing,
        ["dbAdmin"] = Managing,
        ["userAdmin"] = Access.Users,
        ["dbOwner"] = Writing | Managing | Access.Users,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, Access> OnEveryDatabase = new Dictionary<string, Access>
    {
        ["readAnyDatabase"] = Reading,
        ["readWriteAnyDatabase"] = Writing,
        ["dbAdminAnyDatabase"] = Managing,
        ["userAdminAnyDatabase"] = Access.Users,
        ["root"] = Writing | Managing | Access.Users | Access.Server,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <exception cref="CommandException">The role is not one of those enforced, or not of that database.</exception>
    public static void Check(UserRole role)
    {
        if (OnOneDatabase.ContainsKey(role.Name) || role.Database == "admin" && OnEveryDatabase.ContainsKey(role.Name))
            return;
        throw new CommandException(ServerErrorCodes.RoleNotFound,
            $"Could not find role: {role.Name}@{role.Database}. This server enforces {string.Join(", ", OnOneDatabase.Keys.Order(StringComparer.Ordinal))} " +
            $"on any database, and {string.Join(", ", OnEveryDatabase.Keys.Order(StringComparer.Ordinal))} on admin.");
    }

    /// <summary>Those that can be granted on a database.</summary>
    public static IEnumerable<UserRole> Of(string database) =>
        (database == UserStore.Database ? OnOneDatabase.Keys.Concat(OnEveryDatabase.Keys) : OnOneDatabase.Keys)
        .Order(StringComparer.Ordinal).Select(name => new UserRole(name, database));

    /// <summary>What the roles give on a database.</summary>
    public static Access On(string database, IEnumerable<UserRole> roles)
    {
        var given = Access.Known;
        foreach (var role in roles)
        {
            if (role.Database == database && OnOneDatabase.TryGetValue(role.Name, out var here))
                given |= here;
            if (role.Database == "admin" && OnEveryDatabase.TryGetValue(role.Name, out var everywhere))
                given |= everywhere;
        }

        return given;
    }
}
