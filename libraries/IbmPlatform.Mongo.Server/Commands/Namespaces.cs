using System.Buffers;
using System.Text;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Storage;
using IbmPlatform.Mongo.Server.Users;

namespace IbmPlatform.Mongo.Server.Commands;

/// <summary>MongoDB's rules for names of databases and collections.</summary>
internal static class Namespaces
{
    private const int MaxDatabaseName = 63;
    private const int MaxNamespace = 255;
    private static readonly SearchValues<char> NotInDatabase = SearchValues.Create("/\\. \"$*<>:|?\0");

    public static void CheckDatabase(string name)
    {
        if (name.Length == 0 || Encoding.UTF8.GetByteCount(name) > MaxDatabaseName || name.AsSpan().ContainsAny(NotInDatabase))
            throw Invalid($"Invalid database name: '{name}'");
    }

    public static string CheckCollection(string database, string name)
    {
        if (name.Length == 0 || name.StartsWith('.') || name.EndsWith('.') || name.AsSpan().ContainsAny('$', '\0'))
            throw Invalid($"Invalid collection name: '{name}'");
        if (name == UserStore.Collection)
            throw new CommandException(MongoErrorCodes.Unauthorized, "system.users is reached by createUser, updateUser, dropUser and usersInfo only.");
        if (Encoding.UTF8.GetByteCount(database) + 1 + Encoding.UTF8.GetByteCount(name) > MaxNamespace)
            throw Invalid($"Fully qualified namespace is too long: '{database}.{name}', the maximum is {MaxNamespace} bytes");
        return name;
    }

    /// <summary>Makes a collection, unless MongoDB gives its name a meaning: a view put into system.views must not be kept as if it were data.</summary>
    public static CollectionInfo Create(WriteSession session, string name) =>
        IsReserved(name) ? throw Reserved(name) : session.CreateCollection(name);

    public static bool IsReserved(string name) => name.StartsWith("system.", StringComparison.Ordinal);

    public static CommandException Reserved(string name) => Invalid($"Invalid system namespace: '{name}'");

    private static CommandException Invalid(string message) => new(MongoErrorCodes.InvalidNamespace, message);
}
