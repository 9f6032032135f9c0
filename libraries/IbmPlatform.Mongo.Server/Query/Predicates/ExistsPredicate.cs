using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Query.Predicates;

/// <summary><c>$exists: true</c>: the field is there, whatever it holds.</summary>
internal sealed class ExistsPredicate : Predicate
{
    public override bool EntersArrays => false;

    public override bool Matches(BsonType type, ReadOnlySpan<byte> value) => type != RawValue.Missing;
}
