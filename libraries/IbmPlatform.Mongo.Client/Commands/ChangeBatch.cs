using IbmPlatform.Mongo.Client.Connections;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Commands;

/// <summary>One reply of a change stream.</summary>
internal sealed record ChangeBatch(
    string Database, string Collection, long Cursor, IReadOnlyList<BsonDocument> Changes, BsonDocument? TokenAfter, BsonTimestamp? OperationTime)
{
    public static ChangeBatch Read(CommandReply reply, string database)
    {
        var body = reply.Body.ToDocument();
        var cursor = body.Find("cursor") as BsonDocument ?? throw new MongoException("The reply of the change stream has no cursor.");
        var changes = (cursor.Find("firstBatch") ?? cursor["nextBatch"]).AsArray;
        var ns = cursor["ns"].AsString;
        return new ChangeBatch(
            database, ns[(ns.IndexOf('.', StringComparison.Ordinal) + 1)..], cursor["id"].ToInt64(), [.. changes.Select(c => c.AsDocument)],
            cursor.Find("postBatchResumeToken") as BsonDocument, body.Find("operationTime") as BsonTimestamp);
    }
}
