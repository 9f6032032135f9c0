using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Indexes;
using IbmPlatform.Mongo.Server.Query;

namespace IbmPlatform.Mongo.Server.Update.Operators;

/// <summary><c>$sort</c> of <c>$push</c>: by the elements themselves, or by fields of theirs.</summary>
internal sealed class ArrayOrder
{
    private readonly int direction;
    private readonly IReadOnlyList<IndexField> fields = [];

    public ArrayOrder(BsonValue value)
    {
        if (value is BsonDocument pattern)
            fields = SortParser.Parse(pattern);
        else if (value.IsNumber && value.ToDouble() is 1 or -1)
            direction = (int)value.ToDouble();
        else
            throw CommandException.BadValue("The $sort is invalid: use 1/-1 to sort the whole element, or {field:1/-1} to sort embedded fields");
    }

    public BsonArray Sort(BsonArray array)
    {
        if (direction != 0)
            return new BsonArray(direction > 0 ? array.Order(BsonComparer.Instance) : array.OrderDescending(BsonComparer.Instance));
        var extractor = new KeyExtractor(fields);
        return new BsonArray(array.OrderBy(item => Key(extractor, item), ByteKeyComparer.Instance));
    }

    private static byte[] Key(KeyExtractor extractor, BsonValue item) =>
        extractor.Extract((item as BsonDocument ?? []).ToBytes())[0];
}
