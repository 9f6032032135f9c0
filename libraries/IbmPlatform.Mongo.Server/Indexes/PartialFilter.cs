using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Query;
using IbmPlatform.Mongo.Server.Query.Planning;
using IbmPlatform.Mongo.Server.Query.Predicates;

namespace IbmPlatform.Mongo.Server.Indexes;

/// <summary>Which documents a partial index holds: a conjunction of equalities, ranges and <c>$exists: true</c>.</summary>
internal sealed class PartialFilter
{
    private readonly IReadOnlyList<PathFilter> parts;

    private PartialFilter(BsonDocument expression, FilterNode filter, IReadOnlyList<PathFilter> parts)
    {
        Expression = expression;
        Filter = filter;
        this.parts = parts;
    }

    public BsonDocument Expression { get; }

    public FilterNode Filter { get; }

    public static PartialFilter Parse(BsonDocument expression)
    {
        var filter = FilterParser.Parse(new RawBsonDocument(expression.ToBytes()));
        var parts = new List<PathFilter>();
        Collect(filter, parts);
        return parts.Count > 0
            ? new PartialFilter(expression, filter, parts)
            : throw new CommandException(MongoErrorCodes.CannotCreateIndex, "partialFilterExpression names no field");
    }

    public bool Covers(ReadOnlyMemory<byte> document) => Filter.Matches(document.Span);

    /// <summary>Whether every document that meets the conditions is in the index.</summary>
    public bool IsImpliedBy(IReadOnlyList<PathFilter> conditions) =>
        parts.All(part => conditions.Any(condition => condition.Path == part.Path && Implies(condition.Predicate, part.Predicate)));

    private static void Collect(FilterNode node, List<PathFilter> parts)
    {
        switch (node)
        {
            case AndNode and:
                foreach (var part in and.Parts)
                    Collect(part, parts);
                break;
            case PathFilter { Predicate: ExistsPredicate } exists:
                parts.Add(exists);
                break;
            case PathFilter { Predicate: ComparePredicate { Operand.Type: not BsonType.Null } compare } condition when FieldBounds.Of(compare) is not null:
                parts.Add(condition);
                break;
            default:
                throw CommandException.NotSupported("A partialFilterExpression with more than equality, $gt, $gte, $lt, $lte, $exists: true and $and");
        }
    }

    private static bool Implies(Predicate condition, Predicate part)
    {
        if (part is ExistsPredicate)
            return !FieldBounds.MatchesMissing(condition);
        // Only comparisons: a range's bounds take NaN in, which a comparison never matches and $in might.
        return condition is ComparePredicate && FieldBounds.Of(condition) is { } asked && FieldBounds.Of(part) is { } held
            && asked.All(a => held.Any(h => h.Low.AsSpan().SequenceCompareTo(a.Low) <= 0 && h.High.AsSpan().SequenceCompareTo(a.High) >= 0));
    }
}
