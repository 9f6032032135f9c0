using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Query.Predicates;

/// <summary><c>$size</c>: an array of exactly that many elements.</summary>
internal sealed class SizePredicate(long size) : Predicate
{
    public override bool EntersArrays => false;

    public override bool Matches(BsonType type, ReadOnlySpan<byte> value)
    {
        if (type != BsonType.Array)
            return false;
        var count = 0L;
        var reader = new BsonReader(value);
        while (reader.Read())
            count++;
        return count == size;
    }
}
