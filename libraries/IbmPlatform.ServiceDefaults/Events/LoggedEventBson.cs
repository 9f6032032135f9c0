using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Values;

namespace IbmPlatform.ServiceDefaults.Events;

/// <summary>How an event lies in the log and, before that, in its aggregate's outbox.</summary>
internal static class LoggedEventBson
{
    public static BsonDocument Write(LoggedEvent e)
    {
        var document = new BsonDocument { ["_id"] = e.Sequence, ["stream"] = e.Stream, ["position"] = e.Position };
        foreach (var element in WritePending(e))
            document.Add(element.Name, element.Value);
        return document;
    }

    /// <summary>The parts that are known before the event has its numbers.</summary>
    public static BsonDocument WritePending(LoggedEvent e)
    {
        var document = new BsonDocument
        {
            ["eventId"] = e.EventId,
            ["aggregate"] = e.Aggregate,
            ["version"] = e.Version,
            ["epoch"] = e.Epoch,
            ["kind"] = e.Kind.ToString(),
            ["occurredAt"] = e.OccurredAt,
            ["changedFields"] = new BsonArray(e.ChangedFields.Select(f => (BsonValue)f)),
            ["write"] = e.Write,
        };
        if (e.By is not null)
            document["by"] = e.By;
        if (e.MergedInto is not null)
            document["mergedInto"] = e.MergedInto;
        if (e.Payload is not null)
            document["payload"] = e.Payload;
        if (e.Keys is not null)
            document["keys"] = e.Keys;
        return document;
    }

    public static LoggedEvent Read(BsonDocument document) =>
        ReadPending(document, document["stream"].AsString) with
        {
            Sequence = document["_id"].ToInt64(),
            Position = document["position"].ToInt64(),
        };

    public static LoggedEvent ReadPending(BsonDocument document, string stream) => new(
        Sequence: 0,
        Stream: stream,
        Position: 0,
        Aggregate: document["aggregate"].AsString,
        Version: document["version"].ToInt32(),
        Epoch: document["epoch"].ToInt64(),
        Kind: Enum.Parse<ChangeKind>(document["kind"].AsString),
        OccurredAt: document["occurredAt"].AsDateTimeOffset,
        By: document.Find("by")?.AsString,
        ChangedFields: [.. document["changedFields"].AsArray.Select(f => f.AsString)],
        Payload: document.Find("payload")?.AsDocument,
        Write: document["write"].AsString,
        MergedInto: document.Find("mergedInto")?.AsString,
        Keys: document.Find("keys")?.AsDocument);
}
