using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Commands;

/// <summary>Turns error replies into exceptions, and says which may pass by themselves.</summary>
internal static class ServerErrors
{
    /// <summary>The wire version of MongoDB 4.4, which labels what may be sent again.</summary>
    public const int FirstToLabel = 9;

    /// <summary>Codes after which the same member is no primary any more, or not yet (SDAM specification).</summary>
    private static readonly HashSet<int> StateChange =
    [
        MongoErrorCodes.NotWritablePrimary.Code, MongoErrorCodes.NotPrimaryNoSecondaryOk.Code, MongoErrorCodes.NotPrimaryOrSecondary.Code,
        MongoErrorCodes.InterruptedDueToReplStateChange.Code, MongoErrorCodes.PrimarySteppedDown.Code,
        MongoErrorCodes.InterruptedAtShutdown.Code, MongoErrorCodes.ShutdownInProgress.Code, MongoErrorCodes.LegacyNotPrimary.Code,
    ];

    /// <summary>Further codes after which a read may be sent again (retryable reads specification).</summary>
    private static readonly HashSet<int> Transient =
    [
        MongoErrorCodes.HostUnreachable.Code, MongoErrorCodes.HostNotFound.Code, MongoErrorCodes.NetworkTimeout.Code,
        MongoErrorCodes.SocketException.Code, MongoErrorCodes.ExceededTimeLimit.Code,
        MongoErrorCodes.ReadConcernMajorityNotAvailableYet.Code,
    ];

    /// <summary>The error of a reply whose <c>ok</c> is not 1.</summary>
    public static MongoCommandException FromReply(BsonDocument reply)
    {
        var code = reply.Find("code") is { IsNumber: true } number ? number.ToInt32() : 0;
        var name = reply.Find("codeName") is BsonString text ? text.Value : "";
        var message = reply.Find("errmsg") is BsonString said ? said.Value : "The server gave no message.";
        return code == MongoErrorCodes.DuplicateKey.Code
            ? new MongoDuplicateKeyException(
                [new WriteError(0, code, message)], 0, reply.Find("keyPattern") as BsonDocument, reply.Find("keyValue") as BsonDocument, reply)
            : new MongoCommandException(code, name, message, Labels(reply), reply);
    }

    public static MongoWriteConcernException WriteConcern(BsonDocument error, BsonDocument? reply) => new(
        error.Find("code")?.ToInt32() ?? 0, error.Find("codeName") is BsonString name ? name.Value : "",
        error.Find("errmsg") is BsonString message ? message.Value : "The write concern was not met.", reply is null ? null : Labels(reply), reply);

    /// <summary>Whether the member is no primary any more, or recovers: by its code, or by its message where it gives no code.</summary>
    public static bool IsStateChange(MongoCommandException fault) => fault is not MongoWriteException && (fault.Code != 0
        ? StateChange.Contains(fault.Code)
        : fault.Message.Contains("not master", StringComparison.Ordinal) || fault.Message.Contains("node is recovering", StringComparison.Ordinal));

    /// <summary>Whether the member goes away, and its connections with it.</summary>
    public static bool IsShutdown(MongoCommandException fault) =>
        fault.Code == MongoErrorCodes.InterruptedAtShutdown.Code || fault.Code == MongoErrorCodes.ShutdownInProgress.Code;

    public static bool AllowsReadAgain(MongoCommandException fault) => IsStateChange(fault) || Transient.Contains(fault.Code);

    /// <summary>The server says so by a label since MongoDB 4.4; of an older one the code tells.</summary>
    public static bool AllowsWriteAgain(MongoCommandException fault, int wireVersion) =>
        fault.ErrorLabels.Contains(ErrorLabels.RetryableWrite) || wireVersion < FirstToLabel && AllowsReadAgain(fault);

    private static List<string> Labels(BsonDocument reply) =>
        reply.Find("errorLabels") is BsonArray labels ? [.. labels.OfType<BsonString>().Select(l => l.Value)] : [];
}
