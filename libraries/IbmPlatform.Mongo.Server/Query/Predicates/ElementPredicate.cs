using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Query.Predicates;

/// <summary><c>$elemMatch</c> with a filter: one element that is a document (or array) matches all of it.</summary>
internal sealed class ElementPredicate(FilterNode filter) : Predicate
{
    public FilterNode Filter { get; } = filter;

    public override bool EntersArrays => false;

    public override bool Matches(BsonType type, ReadOnlySpan<byte> value)
    {
        if (type != BsonType.Array)
            return false;
        var reader = new BsonReader(value);
        while (reader.Read())
        {
            if (reader.Type is BsonType.Document or BsonType.Array && Filter.Matches(reader.Value))
                return true;
        }

        return false;
    }
}
