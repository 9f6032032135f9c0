using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client;

/// <summary>What a bulk write did.</summary>
/// <param name="InsertedCount">Documents inserted by inserts.</param>
/// <param name="MatchedCount">Documents that updates and replacements matched.</param>
/// <param name="ModifiedCount">Documents that are different now.</param>
/// <param name="DeletedCount">Documents deleted.</param>
/// <param name="UpsertedIds">The ids of documents inserted because none matched, by the position of the write in the call.</param>
public sealed record BulkWriteResult(
    long InsertedCount, long MatchedCount, long ModifiedCount, long DeletedCount, IReadOnlyDictionary<int, BsonValue> UpsertedIds);
