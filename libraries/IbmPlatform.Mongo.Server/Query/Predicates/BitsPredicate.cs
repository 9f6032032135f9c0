using System.Buffers.Binary;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Query.Predicates;

/// <summary>
/// <c>$bitsAllSet $bitsAnySet $bitsAllClear $bitsAnyClear</c>: of a whole number as 64 bits whose sign goes on, or of binary data
/// whose first byte has the bits 0 to 7; what is neither does not match.
/// </summary>
/// <param name="positions">The bits asked.</param>
/// <param name="all">Whether all of them must be so; else one is enough.</param>
/// <param name="set">Whether they must be 1; else 0.</param>
internal sealed class BitsPredicate(IReadOnlyList<long> positions, bool all, bool set) : Predicate
{
    public static BitsPredicate Parse(RawBsonElement element)
    {
        var name = element.Name;
        return new BitsPredicate(Positions(name, element.ToValue()), all: name is "$bitsAllSet" or "$bitsAllClear", set: name is "$bitsAllSet" or "$bitsAnySet");
    }

    public override bool Matches(BsonType type, ReadOnlySpan<byte> value)
    {
        if (type == BsonType.Binary)
            return Holds(value[5..], padding: false);
        long? number = type switch
        {
            BsonType.Int32 => BinaryPrimitives.ReadInt32LittleEndian(value),
            BsonType.Int64 => BinaryPrimitives.ReadInt64LittleEndian(value),
            BsonType.Double => Whole(BinaryPrimitives.ReadDoubleLittleEndian(value)),
            BsonType.Decimal128 => Whole(Decimal128.FromBytes(value).ToDouble()),
            _ => null,
        };
        if (number is not { } whole)
            return false;
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, whole);
        return Holds(bytes, padding: whole < 0);
    }

    private bool Holds(ReadOnlySpan<byte> bytes, bool padding)
    {
        foreach (var position in positions)
        {
            var bit = position / 8 < bytes.Length ? (bytes[(int)(position / 8)] >> (int)(position % 8) & 1) != 0 : padding;
            if (bit == set != all)
                return !all;
        }

        return all;
    }

    private static long? Whole(double value) =>
        value == Math.Floor(value) && value is >= -9223372036854775808.0 and < 9223372036854775808.0 ? (long)value : null;

    private static List<long> Positions(string name, BsonValue operand)
    {
        switch (operand)
        {
            case BsonArray list:
                return [.. list.Select(item => item.IsNumber && Whole(item.ToDouble()) is >= 0 and <= int.MaxValue and var position
                    ? position
                    : throw CommandException.BadValue($"{name} takes bit positions that are whole numbers from 0 on, found: {item}"))];
            case { IsNumber: true } when Whole(operand.ToDouble()) is >= 0:
                var mask = (ulong)operand.ToInt64();
                return [.. Enumerable.Range(0, 64).Where(bit => (mask >> bit & 1) != 0).Select(bit => (long)bit)];
            case BsonBinary binary:
                var bytes = binary.Bytes.ToArray();
                return [.. Enumerable.Range(0, bytes.Length * 8).Where(bit => (bytes[bit / 8] >> (bit % 8) & 1) != 0).Select(bit => (long)bit)];
            default:
                throw CommandException.BadValue($"{name} takes an array of bit positions, a whole number from 0 on, or binary data, found: {operand}");
        }
    }
}
