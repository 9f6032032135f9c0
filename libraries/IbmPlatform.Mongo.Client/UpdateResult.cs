using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client;

/// <summary>What an update or replace did.</summary>
/// <param name="MatchedCount">Documents that matched.</param>
/// <param name="ModifiedCount">Documents that are different now.</param>
/// <param name="UpsertedId">The id of the document inserted because none matched; otherwise null.</param>
public sealed record UpdateResult(long MatchedCount, long ModifiedCount, BsonValue? UpsertedId);
