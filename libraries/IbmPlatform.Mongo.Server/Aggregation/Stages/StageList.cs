using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Aggregation.Stages;

/// <summary>Stages one after the other.</summary>
internal sealed class StageList(IReadOnlyList<IStage> stages) : IStage
{
    public IEnumerable<BsonDocument> Apply(IEnumerable<BsonDocument> input, StageContext context) =>
        stages.Aggregate(input, (stream, stage) => stage.Apply(stream, context));
}
