using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Aggregation.Expressions;

namespace IbmPlatform.Mongo.Server.Query;

/// <summary><c>$expr</c>: an aggregation expression as a filter.</summary>
internal sealed class ExpressionFilter(Expression expression, Bindings? bindings = null) : FilterNode
{
    public static ExpressionFilter Parse(RawBsonElement element) => new(ExpressionParser.Parse(element.ToValue()));

    /// <summary><c>$sampleRate</c>: each document with that probability.</summary>
    public static ExpressionFilter Sample(BsonValue rate) => rate.IsNumber && rate.ToDouble() is >= 0 and <= 1
        ? new(ExpressionParser.Parse(new BsonDocument("$lt", new BsonArray { new BsonDocument("$rand", new BsonDocument()), rate })))
        : throw CommandException.BadValue($"numeric argument to $sampleRate must be in [0, 1], found: {rate}");

    public override bool HasExpressions => true;

    public override FilterNode Bind(Bindings bindings) => new ExpressionFilter(expression, bindings);

    // A filter outside of a pipeline has no moment of its own: $$NOW is when it is asked.
    public override bool Matches(ReadOnlySpan<byte> document) => ComparisonOperators.Truth(
        expression.Evaluate((bindings ?? new Bindings(TimeProvider.System.GetUtcNow())).ScopeOf(BsonDocument.Parse(document))));
}
