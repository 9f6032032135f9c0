using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Tests.Differential;

/// <summary>Expressions by the type of their value, so that most are valid; absent fields come as null.</summary>
internal sealed class RandomExpressions(RandomValues values)
{
    public BsonValue Any(int depth) => values.Below(6) switch
    {
        0 or 1 => Number(depth),
        2 => Text(depth),
        3 => Truth(depth),
        4 => List(depth),
        _ => values.Of("$a", "$b", "$n", "$n.x", "$items.p", "$none"),
    };

    public BsonValue Number(int depth)
    {
        if (depth == 0)
            return values.Below(4) switch { 0 => values.Whole(), 1 => values.Fraction(), 2 => "$i", _ => "$f" };
        return values.Below(9) switch
        {
            0 or 1 => Call(values.Of("$add", "$multiply"), Number(depth - 1), Number(depth - 1)),
            2 => Call("$subtract", Number(depth - 1), Number(depth - 1)),
            3 => Call("$mod", Number(depth - 1), 1 + values.Below(4)),
            4 => new BsonDocument(values.Of("$abs", "$floor", "$ceil"), Number(depth - 1)),
            5 => new BsonDocument("$size", List(depth - 1)),
            6 => new BsonDocument("$strLenCP", Text(depth - 1)),
            7 => Call("$divide", Number(depth - 1), 4),
            _ => new BsonDocument("$cond", new BsonArray { Truth(depth - 1), Number(depth - 1), Number(depth - 1) }),
        };
    }

    public BsonValue Text(int depth)
    {
        if (depth == 0)
            return values.Chance(60) ? Call("$ifNull", "$s", values.Text()) : new BsonDocument("$literal", values.Text());
        return values.Below(5) switch
        {
            0 => Call("$concat", Text(depth - 1), Text(depth - 1)),
            1 => new BsonDocument(values.Of("$toUpper", "$toLower"), Text(depth - 1)),
            2 => Call("$substrCP", Text(depth - 1), values.Below(3), values.Below(3)),
            3 => Call("$ifNull", "$s", Text(depth - 1)),
            _ => new BsonDocument("$type", values.Of("$a", "$i", "$s", "$none", "$t", "$n")),
        };
    }

    public BsonValue Truth(int depth)
    {
        if (depth == 0)
            return Call(values.Of("$eq", "$ne", "$gt", "$gte", "$lt", "$lte"), values.Of("$a", "$b", "$i", "$s"), new BsonDocument("$literal", values.Scalar()));
        return values.Below(5) switch
        {
            0 => Call(values.Of("$and", "$or"), Truth(depth - 1), Truth(depth - 1)),
            1 => new BsonDocument("$not", new BsonArray { Truth(depth - 1) }),
            2 => Call(values.Of("$eq", "$gt", "$lte"), Number(depth - 1), Number(depth - 1)),
            3 => Call("$in", Number(depth - 1), List(depth - 1)),
            _ => new BsonDocument("$isArray", new BsonArray { values.Of("$a", "$t", "$n") }),
        };
    }

    public BsonValue List(int depth)
    {
        if (depth == 0)
            return Call("$ifNull", "$t", values.Numbers());
        return values.Below(6) switch
        {
            0 => Call("$concatArrays", List(depth - 1), List(depth - 1)),
            1 => Call("$slice", List(depth - 1), 1 + values.Below(3)),
            2 => new BsonDocument("$reverseArray", List(depth - 1)),
            3 => new BsonDocument("$map", new BsonDocument { ["input"] = List(depth - 1), ["as"] = "e", ["in"] = Call("$add", "$$e", 1) }),
            4 => new BsonDocument("$filter", new BsonDocument { ["input"] = List(depth - 1), ["as"] = "e", ["cond"] = Call("$gt", "$$e", values.Whole()) }),
            _ => new BsonDocument("$map", new BsonDocument { ["input"] = List(depth - 1), ["as"] = "e", ["in"] = "$$e" }),
        };
    }

    private static BsonDocument Call(string name, params BsonValue[] arguments) => new(name, new BsonArray(arguments));
}
