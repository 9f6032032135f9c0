using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Query;

namespace IbmPlatform.Mongo.Server.Aggregation.Stages;

/// <summary><c>$match</c>.</summary>
internal sealed class MatchStage(FilterNode filter) : IStage
{
    public FilterNode Filter { get; } = filter;

    public IEnumerable<BsonDocument> Apply(IEnumerable<BsonDocument> input, StageContext context) =>
        input.Where(document => Filter.Matches(document.ToBytes()));
}
