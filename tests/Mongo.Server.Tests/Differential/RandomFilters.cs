using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Tests.Differential;

/// <summary>Filters over the world of <see cref="RandomValues"/>.</summary>
internal sealed class RandomFilters(RandomValues values)
{
    public BsonDocument Filter(int depth = 2)
    {
        var filter = new BsonDocument();
        for (var count = 1 + values.Below(2); count > 0; count--)
        {
            if (depth > 0 && values.Chance(25))
                filter[values.Of("$and", "$or", "$nor")] = new BsonArray(Enumerable.Range(0, 1 + values.Below(3)).Select(_ => (BsonValue)Filter(depth - 1)));
            else
                filter[Path()] = Condition(depth);
        }

        return filter;
    }

    public string Path() => values.Of(
        "_id", "a", "a", "b", "b", "i", "i", "f", "s", "s", "t", "t", "t.0", "t.1", "n", "n.x", "n.y", "items", "items.p", "items.q", "items.0.p", "a.x", "none");

    private BsonValue Condition(int depth)
    {
        if (values.Chance(20))
            return values.Anything();
        var condition = new BsonDocument();
        for (var count = values.Chance(25) ? 2 : 1; count > 0; count--)
            Add(condition, depth);
        return condition;
    }

    private void Add(BsonDocument condition, int depth)
    {
        switch (values.Below(16))
        {
            case 0 or 1:
                condition[values.Of("$eq", "$ne")] = values.Anything();
                break;
            case < 6:
                condition[values.Of("$gt", "$gte", "$lt", "$lte")] = values.Chance(85) ? values.Scalar() : values.Anything();
                break;
            case < 9:
                condition[values.Of("$in", "$nin")] = new BsonArray(Enumerable.Range(0, values.Below(4)).Select(_ => values.Anything()));
                break;
            case 9:
                condition["$exists"] = values.Chance(50);
                break;
            case 10:
                condition["$type"] = values.Of("string", "number", "object", "array", "bool", "null", "date");
                break;
            case 11:
                condition["$size"] = values.Below(4);
                break;
            case 12:
                condition["$all"] = new BsonArray(Enumerable.Range(0, 1 + values.Below(2)).Select(_ => values.Scalar()));
                break;
            case 13:
                condition["$regex"] = values.Of("^a", "b$", "a.c", "^$", "1");
                break;
            case 14 when depth > 0:
                condition["$not"] = Operators(depth - 1);
                break;
            case 15 when depth > 0:
                condition["$elemMatch"] = values.Chance(50) ? Operators(0) : new BsonDocument(values.Of("p", "q", "x"), Condition(0));
                break;
            default:
                condition["$mod"] = new BsonArray { 1 + values.Below(3), values.Below(3) };
                break;
        }
    }

    private BsonDocument Operators(int depth)
    {
        var condition = new BsonDocument();
        Add(condition, depth);
        return condition;
    }
}
