using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Query.Predicates;

/// <summary>All conditions on one value; <c>$not</c> inside <c>$elemMatch</c> negates them together.</summary>
internal sealed class ConjunctionPredicate(IReadOnlyList<(Predicate Predicate, bool Negated)> conditions) : Predicate
{
    public override bool Matches(BsonType type, ReadOnlySpan<byte> value)
    {
        foreach (var (predicate, negated) in conditions)
        {
            if (predicate.Matches(type, value) == negated)
                return false;
        }

        return true;
    }
}
