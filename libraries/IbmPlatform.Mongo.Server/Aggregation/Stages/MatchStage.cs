using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Query;

namespace IbmPlatform.Mongo.Server.Aggregation.Stages;

/// <summary><c>$match</c>.</summary>
internal sealed class MatchStage(FilterNode filter) : IStage
{
    public FilterNode Filter { get; } = filter;

    public IEnumerable<BsonDocument> Apply(IEnumerable<BsonDocument> input, StageContext context)
    {
        var bound = context.Bindings.IsEmpty ? Filter : Filter.Bind(context.Bindings);
        return input.Where(document => bound.Matches(document.ToBytes()));
    }
}
