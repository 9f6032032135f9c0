using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Aggregation.Stages;

/// <summary><c>$indexStats</c>: how often each index was used; its documents stand at the pipeline's head in place of the collection's.</summary>
internal sealed class IndexStatsStage : IStage
{
    // The command puts the documents there, for a stage knows nothing of what its pipeline reads.
    public IEnumerable<BsonDocument> Apply(IEnumerable<BsonDocument> input, StageContext context) => input;
}
