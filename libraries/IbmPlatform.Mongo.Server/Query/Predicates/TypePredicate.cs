using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Query.Predicates;

/// <summary><c>$type</c>: the value, or an element of the array, is of one of the types.</summary>
internal sealed class TypePredicate(IReadOnlySet<BsonType> types) : Predicate
{
    public override bool Matches(BsonType type, ReadOnlySpan<byte> value) => types.Contains(type);
}
