using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Storage;

namespace IbmPlatform.Mongo.Server.Connections;

/// <summary>A fault as MongoDB reports it.</summary>
internal static class ErrorReply
{
    public static BsonDocument Of(MongoErrorCode code, string message) => new()
    {
        ["ok"] = 0.0,
        ["errmsg"] = message,
        ["code"] = code.Code,
        ["codeName"] = code.Name,
    };

    public static BsonDocument Of(CommandException fault)
    {
        var reply = Of(fault.Code, fault.Message);
        foreach (var (name, value) in fault.Details ?? [])
            reply.Add(name, value);
        return reply;
    }

    /// <summary>The command's fault for any exception; null when it is the server's own.</summary>
    public static CommandException? From(Exception fault) => fault switch
    {
        CommandException command => command,
        StorageException storage => new CommandException(CodeOf(storage.Kind), storage.Message, storage),
        BsonException bson => new CommandException(MongoErrorCodes.InvalidBson, bson.Message, bson),
        OperationCanceledException => new CommandException(MongoErrorCodes.InterruptedAtShutdown, "interrupted at shutdown", fault),
        _ => null,
    };

    private static MongoErrorCode CodeOf(StorageFaultKind kind) => kind switch
    {
        StorageFaultKind.Damaged => ServerErrorCodes.DataCorruptionDetected,
        StorageFaultKind.DiskFull => ServerErrorCodes.OutOfDiskSpace,
        StorageFaultKind.Dropped => ServerErrorCodes.QueryPlanKilled,
        _ => ServerErrorCodes.OperationFailed,
    };
}
