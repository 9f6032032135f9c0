using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Aggregation.Expressions;

namespace IbmPlatform.Mongo.Server.Query;

/// <summary><c>$expr</c>: an aggregation expression as a filter.</summary>
internal sealed class ExpressionFilter(Expression expression, Bindings? bindings = null) : FilterNode
{
    public static ExpressionFilter Parse(RawBsonElement element) => new(ExpressionParser.Parse(element.ToValue()));

    public override FilterNode Bind(Bindings bindings) => new ExpressionFilter(expression, bindings);

    // A filter outside of a pipeline has no moment of its own: $$NOW is when it is asked.
    public override bool Matches(ReadOnlySpan<byte> document) => ComparisonOperators.Truth(
        expression.Evaluate((bindings ?? new Bindings(TimeProvider.System.GetUtcNow())).ScopeOf(BsonDocument.Parse(document))));
}
