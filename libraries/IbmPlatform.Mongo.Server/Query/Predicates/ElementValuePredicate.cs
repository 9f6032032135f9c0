using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Query.Predicates;

/// <summary><c>$elemMatch</c> with operators: one element matches all of them.</summary>
internal sealed class ElementValuePredicate(IReadOnlyList<(Predicate Predicate, bool Negated)> conditions) : Predicate
{
    public IReadOnlyList<(Predicate Predicate, bool Negated)> Conditions { get; } = conditions;

    public override bool EntersArrays => false;

    public override bool Matches(BsonType type, ReadOnlySpan<byte> value)
    {
        if (type != BsonType.Array)
            return false;
        var reader = new BsonReader(value);
        while (reader.Read())
        {
            if (All(reader.Type, reader.Value))
                return true;
        }

        return false;
    }

    private bool All(BsonType type, ReadOnlySpan<byte> value)
    {
        foreach (var (predicate, negated) in Conditions)
        {
            if (predicate.Matches(type, value) == negated)
                return false;
        }

        return true;
    }
}
