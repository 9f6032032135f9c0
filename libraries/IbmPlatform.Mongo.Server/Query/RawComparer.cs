using System.Buffers.Binary;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Indexes;

namespace IbmPlatform.Mongo.Server.Query;

/// <summary>MongoDB's order of values, on their bytes.</summary>
internal static class RawComparer
{
    public static int Compare(BsonType typeX, ReadOnlySpan<byte> x, BsonType typeY, ReadOnlySpan<byte> y)
    {
        if (typeX == typeY)
        {
            switch (typeX)
            {
                case BsonType.String or BsonType.Symbol:
                    return x[4..^1].SequenceCompareTo(y[4..^1]);
                case BsonType.Int32:
                    return BinaryPrimitives.ReadInt32LittleEndian(x).CompareTo(BinaryPrimitives.ReadInt32LittleEndian(y));
                case BsonType.Int64 or BsonType.DateTime:
                    return BinaryPrimitives.ReadInt64LittleEndian(x).CompareTo(BinaryPrimitives.ReadInt64LittleEndian(y));
                case BsonType.ObjectId or BsonType.Boolean:
                    return x.SequenceCompareTo(y);
                case BsonType.Null or BsonType.Undefined or BsonType.MinKey or BsonType.MaxKey:
                    return 0;
                default:
                    break;
            }
        }

        var order = BsonComparer.TypeOrder(typeX).CompareTo(BsonComparer.TypeOrder(typeY));
        return order != 0 ? order : CompareEncoded(typeX, x, typeY, y);
    }

    public static bool SameGroup(BsonType x, BsonType y) => BsonComparer.TypeOrder(x) == BsonComparer.TypeOrder(y);

    public static bool IsNaN(BsonType type, ReadOnlySpan<byte> value) => type switch
    {
        BsonType.Double => double.IsNaN(BinaryPrimitives.ReadDoubleLittleEndian(value)),
        BsonType.Decimal128 => Decimal128.FromBytes(value).IsNaN,
        _ => false,
    };

    // The key encoding is the one definition of the order among the rarer types; both sides are encoded and compared as bytes.
    private static int CompareEncoded(BsonType typeX, ReadOnlySpan<byte> x, BsonType typeY, ReadOnlySpan<byte> y)
    {
        var writer = scratch ??= new KeyWriter();
        writer.Clear();
        writer.AppendValue(typeX, x);
        var middle = writer.Length;
        writer.AppendValue(typeY, y);
        return writer.Written[..middle].SequenceCompareTo(writer.Written[middle..]);
    }

    [ThreadStatic]
    private static KeyWriter? scratch;
}
