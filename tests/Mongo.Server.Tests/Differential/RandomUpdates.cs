using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Tests.Differential;

/// <summary>Update documents; one may not apply to the document at hand, and then both must refuse it.</summary>
internal sealed class RandomUpdates(RandomValues values)
{
    public BsonDocument Update()
    {
        var update = new BsonDocument();
        var used = new HashSet<string>(StringComparer.Ordinal);
        for (var count = 1 + values.Below(2); count > 0; count--)
            Add(update, used);
        return update.Count > 0 ? update : new BsonDocument("$set", new BsonDocument("i", values.Whole()));
    }

    private void Add(BsonDocument update, HashSet<string> used)
    {
        switch (values.Below(13))
        {
            case < 3:
                Put("$set", Path("a", "b", "i", "n.x", "n.y", "new", "new.deep", "t.0", "items.0.p"), values.Anything());
                break;
            case 3:
                Put("$unset", Path("a", "b", "n.x", "n", "t.0", "items.0.p", "none"), "");
                break;
            case 4:
                Put(values.Of("$inc", "$mul"), Path("i", "f", "t.0", "count", "n.count"), values.Chance(60) ? values.Whole() : values.Fraction());
                break;
            case 5:
                Put(values.Of("$min", "$max"), Path("i", "f", "a", "s", "none"), values.Scalar());
                break;
            case 6:
                Put("$rename", Path("a", "b", "n.x"), values.Of("renamed", "c"));
                break;
            case 7:
                Put("$push", Path("t", "items", "fresh"), values.Chance(50) ? values.Scalar() : Modified());
                break;
            case 8:
                Put("$addToSet", Path("t", "fresh"), values.Chance(50) ? values.Whole() : new BsonDocument("$each", values.Numbers()));
                break;
            case 9:
                Put("$pop", Path("t", "items", "none"), values.Of(1, -1));
                break;
            case 10:
                Put("$pull", Path("t"), values.Chance(50) ? values.Whole() : new BsonDocument(values.Of("$gt", "$lte", "$ne"), values.Whole()));
                break;
            case 11:
                Put("$pull", Path("items"), new BsonDocument("p", values.Chance(50) ? values.Whole() : new BsonDocument("$gte", values.Whole())));
                break;
            default:
                Put("$pullAll", Path("t"), values.Numbers());
                break;
        }

        void Put(string name, string path, BsonValue value)
        {
            // Two operators on one field, or on a field and its part, are refused by MongoDB: that has tests of its own.
            if (!used.Add(path.Split('.')[0]) || name == "$rename" && !used.Add(((BsonString)value).Value))
                return;
            if (update.Find(name) is BsonDocument known)
                known[path] = value;
            else
                update[name] = new BsonDocument(path, value);
        }
    }

    private string Path(params string[] paths) => values.Of(paths);

    private BsonDocument Modified()
    {
        var push = new BsonDocument("$each", values.Numbers());
        if (values.Chance(30))
            push["$position"] = values.Below(4) - 1;
        if (values.Chance(30))
            push["$sort"] = values.Of(1, -1);
        if (values.Chance(30))
            push["$slice"] = values.Below(5) - 2;
        return push;
    }
}
