using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Aggregation.Expressions;

namespace IbmPlatform.Mongo.Server.Query;

/// <summary><c>$expr</c>: an aggregation expression as a filter.</summary>
internal sealed class ExpressionFilter(Expression expression) : FilterNode
{
    public static ExpressionFilter Parse(RawBsonElement element) => new(ExpressionParser.Parse(element.ToValue()));

    // A filter has no moment of its own: $$NOW is when it is asked.
    public override bool Matches(ReadOnlySpan<byte> document) =>
        ComparisonOperators.Truth(expression.Evaluate(new Scope(BsonDocument.Parse(document), TimeProvider.System.GetUtcNow())));
}
