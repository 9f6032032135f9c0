using System.Buffers.Binary;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Query.Predicates;

/// <summary><c>$mod</c>: the number, cut to a whole one, leaves that remainder.</summary>
internal sealed class ModPredicate(long divisor, long remainder) : Predicate
{
    public override bool Matches(BsonType type, ReadOnlySpan<byte> value)
    {
        // long.MinValue % -1 overflows in hardware; every whole number leaves 0.
        return Whole(type, value) is { } whole && (divisor == -1 ? 0 : whole % divisor) == remainder;
    }

    private static long? Whole(BsonType type, ReadOnlySpan<byte> value) => type switch
    {
        BsonType.Int32 => BinaryPrimitives.ReadInt32LittleEndian(value),
        BsonType.Int64 => BinaryPrimitives.ReadInt64LittleEndian(value),
        BsonType.Double => Whole(BinaryPrimitives.ReadDoubleLittleEndian(value)),
        BsonType.Decimal128 => Whole(Decimal128.FromBytes(value).ToDouble()),
        _ => null,
    };

    private static long? Whole(double value) => value is >= -9223372036854775808.0 and < 9223372036854775808.0 ? (long)value : null;
}
