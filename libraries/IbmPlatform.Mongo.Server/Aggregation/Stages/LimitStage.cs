using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Aggregation.Stages;

/// <summary><c>$limit</c>.</summary>
internal sealed class LimitStage(long limit) : IStage
{
    public long Limit { get; } = limit;

    public IEnumerable<BsonDocument> Apply(IEnumerable<BsonDocument> input, StageContext context)
    {
        var left = Limit;
        foreach (var document in input)
        {
            yield return document;
            if (--left == 0)
                yield break;
        }
    }
}

/// <summary><c>$skip</c>.</summary>
internal sealed class SkipStage(long skip) : IStage
{
    public IEnumerable<BsonDocument> Apply(IEnumerable<BsonDocument> input, StageContext context)
    {
        var left = skip;
        return input.Where(_ => left-- <= 0);
    }
}
