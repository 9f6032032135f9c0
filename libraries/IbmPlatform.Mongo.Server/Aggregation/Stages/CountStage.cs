using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Aggregation.Stages;

/// <summary><c>$count</c>: no document at all when there is nothing to count.</summary>
internal sealed class CountStage(string field) : IStage
{
    public IEnumerable<BsonDocument> Apply(IEnumerable<BsonDocument> input, StageContext context)
    {
        var count = input.LongCount();
        if (count > 0)
            yield return new BsonDocument(field, count <= int.MaxValue ? (BsonValue)(int)count : count);
    }
}
