using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Tests.Unified;

/// <summary>One fail point as <c>configureFailPoint</c> sets it: which commands it meets, how often, and what befalls them.</summary>
internal sealed class FailPoint(BsonDocument definition)
{
    /// <summary>Codes that a server labels as RetryableWriteError by itself (retryable writes specification).</summary>
    private static readonly int[] Retryable = [11600, 11602, 10107, 13435, 13436, 189, 91, 7, 6, 89, 9001, 262];

    private readonly BsonDocument data = definition.Find("data") as BsonDocument ?? [];
    private int left = definition["mode"] is BsonDocument mode && mode.Find("times") is { } times ? times.ToInt32() : int.MaxValue;
    private int skip = definition["mode"] is BsonDocument mode && mode.Find("skip") is { } first ? first.ToInt32() : 0;

    public string Name => definition["configureFailPoint"].AsString;

    public bool IsOff => definition["mode"] is BsonString { Value: "off" };

    public TimeSpan Block => data.Find("blockConnection")?.ToBoolean() == true ? TimeSpan.FromMilliseconds(data["blockTimeMS"].ToInt64()) : TimeSpan.Zero;

    public bool ClosesConnection => data.Find("closeConnection")?.ToBoolean() == true;

    /// <summary>Of onPrimaryTransactionalWrite, which closes the connection in any case: whether the write is done before.</summary>
    public bool Commits => !data.Contains("failBeforeCommitExceptionCode");

    /// <summary>Whether the command meets it; if so, that time is used up.</summary>
    public bool Takes(BsonDocument command, string? application)
    {
        var name = command[0].Name;
        var meets = Name switch
        {
            "failCommand" => data["failCommands"].AsArray.Contains(name) || name == "isMaster" && data["failCommands"].AsArray.Contains("hello"),
            "failGetMoreAfterCursorCheckout" => name == "getMore",
            "onPrimaryTransactionalWrite" => command.Contains("txnNumber"),
            var other => throw new NotSupportedException($"Fail point {other}."),
        };
        if (!meets || IsOff || data.Find("appName") is BsonString wanted && wanted.Value != application || skip-- > 0)
            return false;
        return left-- > 0;
    }

    /// <summary>The error instead of an answer; null where the command is carried out.</summary>
    public BsonDocument? Error(BsonDocument command, Presented presented, bool isChangeStream)
    {
        if (data.Find("errorCode")?.ToInt32() is not { } code)
            return null;
        var reply = new BsonDocument { ["ok"] = 0.0, ["errmsg"] = $"Failing command via '{Name}' failpoint", ["code"] = code, ["codeName"] = NameOf(code) };
        var labels = Labels(command, code, presented);
        // failCommand answers instead of the server, which labels what happens to its own cursors.
        if (isChangeStream && Name == "failGetMoreAfterCursorCheckout" && presented.WireVersion >= 9 && Resumable.Contains(code))
            labels.Add("ResumableChangeStreamError");
        if (labels.Count > 0)
            reply["errorLabels"] = labels;
        return reply;
    }

    /// <summary>Adds the write concern's failure to the reply of a command that was carried out.</summary>
    public void Amend(BsonDocument reply, BsonDocument command, Presented presented)
    {
        if (data.Find("writeConcernError") is not BsonDocument error)
            return;
        reply["writeConcernError"] = error.Clone();
        if (Labels(command, error.Find("code")?.ToInt32() ?? 0, presented) is { Count: > 0 } labels)
            reply["errorLabels"] = labels;
    }

    private static readonly int[] Resumable = [6, 7, 89, 91, 189, 262, 9001, 10107, 11600, 11602, 13435, 13436, 63, 150, 13388, 234, 133];

    private BsonArray Labels(BsonDocument command, int code, Presented presented) =>
        data.Find("errorLabels") is BsonArray given ? given.Clone()
        : command.Contains("txnNumber") && presented.WireVersion >= 9 && Retryable.Contains(code) ? new BsonArray { "RetryableWriteError" }
        : [];

    private static string NameOf(int code) => code switch
    {
        6 => "HostUnreachable",
        7 => "HostNotFound",
        50 => "MaxTimeMSExpired",
        51 => "UnknownError",
        64 => "WriteConcernFailed",
        89 => "NetworkTimeout",
        91 => "ShutdownInProgress",
        189 => "PrimarySteppedDown",
        262 => "ExceededTimeLimit",
        9001 => "SocketException",
        10107 => "NotWritablePrimary",
        11600 => "InterruptedAtShutdown",
        11601 => "Interrupted",
        11602 => "InterruptedDueToReplStateChange",
        13435 => "NotPrimaryNoSecondaryOk",
        13436 => "NotPrimaryOrSecondary",
        8 => "UnknownError",
        43 => "CursorNotFound",
        462 => "IngressRequestRateLimitExceeded",
        _ => $"Location{code}",
    };
}
