using System.Collections.Frozen;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Storage;

namespace IbmPlatform.Mongo.Server.Connections;

/// <summary>Commands that MongoDB has and this server has not, each with what to do instead: the README lists the same.</summary>
internal static class RefusedCommands
{
    private static readonly FrozenDictionary<string, string> WayOut = new (string WayOut, string[] Commands)[]
    {
        ("it has neither sessions nor transactions: put what belongs together into one document", [
            "abortTransaction", "commitTransaction", "killAllSessions", "killAllSessionsByPattern", "killSessions", "refreshSessions", "startSession"]),
        ("it enforces built-in roles only, which rolesInfo lists", [
            "createRole", "dropAllRolesFromDatabase", "dropRole", "grantPrivilegesToRole", "grantRolesToRole", "invalidateUserCache",
            "revokePrivilegesFromRole", "revokeRolesFromRole", "updateRole"]),
        ("clients log in by SCRAM", ["authenticate", "rotateCertificates"]),
        ("what was deleted makes room for what comes; a backup that is restored takes no more than it holds", ["compact"]),
        ("backup copies everything while writes go on", ["fsyncUnlock"]),
        ("it has no capped collections; a TTL index removes what is old", ["cloneCollectionAsCapped", "convertToCapped"]),
        ("validate checks each document by a checksum of its own", ["dbHash", "filemd5"]),
        ("it writes faults to its standard error and keeps no log", ["logRotate", "logApplicationMessage", "setProfilingFilterGlobally"]),
        ("end its process: an interrupt or SIGTERM stops it cleanly", ["shutdown"]),
        ("use aggregate or distinct", ["mapReduce"]),
        ("serverStatus, collStats, dbStats and currentOp tell what it measures", [
            "analyzeShardKey", "appName", "availableQueryOptions", "connectionStats", "dataSize", "driverOIDTest", "features", "getDiagnosticData", "listQueryStats",
            "lockInfo", "netstat", "shardConnPoolStats", "top", "whatsmysni"]),
        ("plans are made anew for each query, and hint chooses an index", [
            "planCacheClear", "planCacheClearFilters", "planCacheListFilters", "planCacheSetFilter", "removeQuerySettings", "setQuerySettings"]),
        ("it has no search indexes", ["createSearchIndexes", "dropSearchIndex", "listSearchIndexes", "updateSearchIndex"]),
        ("it has no index filters, auditing, encryption or feature versions to change", [
            "auditConfigure", "compactStructuredEncryptionData", "cleanupStructuredEncryptionData", "getAuditConfig", "getClusterParameter", "getDefaultRWConcern",
            "logAuditConfig", "setAuditConfig", "setClusterParameter", "setDefaultRWConcern", "setFeatureCompatibilityVersion", "setIndexCommitQuorum",
            "validateDBMetadata"]),
        ("several writes to one collection go by insert, update and delete, whose batches are one message each", ["bulkWrite"]),
    }.SelectMany(group => group.Commands.Select(name => (name, group.WayOut))).ToFrozenDictionary(c => c.name, c => c.WayOut, StringComparer.Ordinal);

    private static readonly FrozenSet<string> OfReplicaSets = FrozenSet.Create(
        StringComparer.Ordinal, "applyOps", "replSetAbortPrimaryCatchUp", "replSetFreeze", "replSetGetConfig", "replSetGetStatus", "replSetInitiate", "replSetMaintenance",
        "replSetReconfig", "replSetResizeOplog", "replSetStepDown", "replSetSyncFrom", "replSetTest");

    public static IEnumerable<string> Names => WayOut.Keys.Concat(OfReplicaSets);

    /// <summary>The fault for a command that has no entry in the table of those that are answered.</summary>
    public static CommandException Of(string name)
    {
        if (OfReplicaSets.Contains(name))
            return new CommandException(ServerErrorCodes.NoReplicationEnabled, $"{name}: not running with --replSet: this server is a standalone");
        return WayOut.TryGetValue(name, out var wayOut)
            ? new CommandException(MongoErrorCodes.NotImplemented, $"{name} is not supported by this embedded server: {wayOut}.")
            : new CommandException(MongoErrorCodes.CommandNotFound, $"no such command: '{name}'");
    }
}
