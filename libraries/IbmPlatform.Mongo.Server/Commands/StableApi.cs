using System.Collections.Frozen;

namespace IbmPlatform.Mongo.Server.Commands;

/// <summary>The commands of MongoDB's Stable API, version 1, that are answered: with <c>apiStrict</c> no other is.</summary>
internal static class StableApi
{
    private static readonly FrozenSet<string> Commands = FrozenSet.Create(
        StringComparer.Ordinal, "aggregate", "collMod", "count", "create", "createIndexes", "delete", "drop", "dropDatabase", "dropIndexes", "endSessions", "explain",
        "find", "findAndModify", "findandmodify", "getMore", "hello", "insert", "killCursors", "listCollections", "listDatabases", "listIndexes", "ping",
        "saslContinue", "saslStart", "update");

    public static bool Has(string command) => Commands.Contains(command);
}
