using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Aggregation.Expressions;

namespace IbmPlatform.Mongo.Server.Aggregation.Stages;

/// <summary><c>$replaceRoot</c> and <c>$replaceWith</c>.</summary>
internal sealed class ReplaceRootStage(Expression root) : IStage
{
    public IEnumerable<BsonDocument> Apply(IEnumerable<BsonDocument> input, StageContext context) => input.Select(document =>
        root.Evaluate(context.Bindings.ScopeOf(document)) as BsonDocument
        ?? throw new CommandException(new MongoErrorCode(40228, "Location40228"), "'newRoot' expression must evaluate to an object"));
}
