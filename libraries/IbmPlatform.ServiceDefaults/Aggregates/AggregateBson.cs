using IbmPlatform.Mongo.Client;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.ServiceDefaults.Events;

namespace IbmPlatform.ServiceDefaults.Aggregates;

/// <summary>How an aggregate lies in its collection.</summary>
internal static class AggregateBson
{
    public static BsonDocument Write(LoggedEvent first) => new()
    {
        ["_id"] = first.Aggregate,
        ["version"] = first.Version,
        ["epoch"] = first.Epoch,
        ["createdAt"] = first.OccurredAt,
        ["updatedAt"] = first.OccurredAt,
        ["by"] = first.By,
        ["write"] = first.Write,
        ["keys"] = first.Keys,
        ["state"] = first.Payload,
        ["outbox"] = new BsonArray { LoggedEventBson.WritePending(first) },
    };

    public static Stored<T>? Read<T>(BsonDocument document)
        where T : class
    {
        if (document["state"] is not BsonDocument state)
            return null;
        return new(
            document["_id"].AsString,
            document["version"].ToInt32(),
            document["epoch"].ToInt64(),
            document["createdAt"].AsDateTimeOffset,
            document["updatedAt"].AsDateTimeOffset,
            document["by"] is BsonString by ? by.Value : null,
            BsonMapper.FromBson<T>(state));
    }
}
