using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Tests.Differential;

/// <summary>Expressions by the type of their value, so that most are valid; absent fields come as null.</summary>
internal sealed class RandomExpressions(RandomValues values)
{
    public BsonValue Any(int depth) => values.Below(9) switch
    {
        6 => Date(depth),
        7 => Document(depth),
        0 or 1 => Number(depth),
        2 => Text(depth),
        3 => Truth(depth),
        4 => List(depth),
        _ => values.Of("$a", "$b", "$n", "$n.x", "$items.p", "$none"),
    };

    public BsonValue Number(int depth)
    {
        if (depth <= 0)
            return values.Below(4) switch { 0 => values.Whole(), 1 => values.Fraction(), 2 => "$i", _ => "$f" };
        return values.Below(17) switch
        {
            8 => Call(values.Of("$round", "$trunc"), Number(depth - 1), values.Below(3)),
            9 => new BsonDocument(values.Of("$year", "$month", "$dayOfMonth", "$hour", "$dayOfYear", "$dayOfWeek", "$isoWeek", "$isoWeekYear", "$isoDayOfWeek"), Date(depth - 1)),
            10 => new BsonDocument("$dateDiff", new BsonDocument { ["startDate"] = Date(depth - 1), ["endDate"] = Date(depth - 1), ["unit"] = Unit() }),
            11 => Call("$indexOfArray", List(depth - 1), Number(depth - 1)),
            12 => Call(values.Of("$bitAnd", "$bitOr", "$bitXor"), values.Below(16), values.Below(16)),
            13 => new BsonDocument(values.Of("$sum", "$avg", "$max", "$min", "$stdDevPop", "$stdDevSamp"), List(depth - 1)),
            14 => new BsonDocument(values.Of("$sin", "$cos", "$atan", "$degreesToRadians", "$tanh", "$exp"), Number(0)),
            15 => new BsonDocument(values.Of("$first", "$last"), List(depth - 1)),
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
        if (depth <= 0)
            return values.Chance(60) ? Call("$ifNull", "$s", values.Text()) : new BsonDocument("$literal", values.Text());
        return values.Below(10) switch
        {
            4 => new BsonDocument("$dateToString", new BsonDocument { ["date"] = Date(depth - 1), ["format"] = values.Of("%Y-%m-%d", "%H:%M:%S.%L", "%j %u %V %G", "%d/%m/%Y %z") }),
            5 => new BsonDocument(values.Of("$trim", "$ltrim", "$rtrim"), new BsonDocument { ["input"] = Text(depth - 1), ["chars"] = values.Of("a", "b", "ab") }),
            6 => new BsonDocument(values.Of("$replaceOne", "$replaceAll"), new BsonDocument { ["input"] = Text(depth - 1), ["find"] = values.Of("a", "b", "ab"), ["replacement"] = values.Text() }),
            7 => new BsonDocument("$toString", values.Below(100)),
            8 => Call("$substrBytes", new BsonDocument("$literal", "hello"), values.Below(3), values.Below(3)),
            0 => Call("$concat", Text(depth - 1), Text(depth - 1)),
            1 => new BsonDocument(values.Of("$toUpper", "$toLower"), Text(depth - 1)),
            2 => Call("$substrCP", Text(depth - 1), values.Below(3), values.Below(3)),
            3 => Call("$ifNull", "$s", Text(depth - 1)),
            _ => new BsonDocument("$type", values.Of("$a", "$i", "$s", "$none", "$t", "$n")),
        };
    }

    public BsonValue Truth(int depth)
    {
        if (depth <= 0)
            return Call(values.Of("$eq", "$ne", "$gt", "$gte", "$lt", "$lte"), values.Of("$a", "$b", "$i", "$s"), new BsonDocument("$literal", values.Scalar()));
        return values.Below(9) switch
        {
            4 => new BsonDocument("$regexMatch", new BsonDocument { ["input"] = Text(depth - 1), ["regex"] = values.Of("a", "^a", "b$", "[0-9]"), ["options"] = values.Of("", "i") }),
            5 => Call(values.Of("$setIsSubset", "$setEquals"), List(depth - 1), List(depth - 1)),
            6 => new BsonDocument(values.Of("$anyElementTrue", "$allElementsTrue"), new BsonArray { List(depth - 1) }),
            7 => new BsonDocument("$isNumber", values.Of("$a", "$i", "$s", "$none")),
            0 => Call(values.Of("$and", "$or"), Truth(depth - 1), Truth(depth - 1)),
            1 => new BsonDocument("$not", new BsonArray { Truth(depth - 1) }),
            2 => Call(values.Of("$eq", "$gt", "$lte"), Number(depth - 1), Number(depth - 1)),
            3 => Call("$in", Number(depth - 1), List(depth - 1)),
            _ => new BsonDocument("$isArray", new BsonArray { values.Of("$a", "$t", "$n") }),
        };
    }

    public BsonValue List(int depth)
    {
        if (depth <= 0)
            return Call("$ifNull", "$t", values.Numbers());
        return values.Below(14) switch
        {
            6 => new BsonDocument("$sortArray", new BsonDocument { ["input"] = List(depth - 1), ["sortBy"] = values.Of(1, -1) }),
            // The order of a set is nobody's promise, nor is that of the fields of a date.
            7 => Sorted(Call(values.Of("$setUnion", "$setIntersection", "$setDifference"), List(depth - 1), List(depth - 1))),
            8 => new BsonDocument(values.Of("$firstN", "$lastN", "$minN", "$maxN"), new BsonDocument { ["n"] = 1 + values.Below(3), ["input"] = List(depth - 1) }),
            9 => Call("$range", values.Below(4), values.Below(8), 1 + values.Below(2)),
            10 => new BsonDocument("$reduce", new BsonDocument { ["input"] = List(depth - 1), ["initialValue"] = new BsonArray(), ["in"] = Call("$concatArrays", "$$value", new BsonArray { "$$this", 0 }) }),
            11 => new BsonDocument("$map", new BsonDocument { ["input"] = new BsonDocument("$zip", new BsonDocument { ["inputs"] = new BsonArray { List(depth - 1), List(depth - 1) } }), ["in"] = new BsonDocument("$sum", "$$this") }),
            12 => Sorted(new BsonDocument("$map", new BsonDocument { ["input"] = new BsonDocument("$objectToArray", Document(depth - 1)), ["in"] = new BsonDocument("$strLenCP", "$$this.k") })),
            13 => new BsonDocument("$map", new BsonDocument { ["input"] = new BsonDocument("$regexFindAll", new BsonDocument { ["input"] = Text(depth - 1), ["regex"] = values.Of("a", "b", "[a-b]+") }), ["in"] = "$$this.idx" }),
            0 => Call("$concatArrays", List(depth - 1), List(depth - 1)),
            1 => Call("$slice", List(depth - 1), 1 + values.Below(3)),
            2 => new BsonDocument("$reverseArray", List(depth - 1)),
            3 => new BsonDocument("$map", new BsonDocument { ["input"] = List(depth - 1), ["as"] = "e", ["in"] = Call("$add", "$$e", 1) }),
            4 => new BsonDocument("$filter", new BsonDocument { ["input"] = List(depth - 1), ["as"] = "e", ["cond"] = Call("$gt", "$$e", values.Whole()) }),
            _ => new BsonDocument("$map", new BsonDocument { ["input"] = List(depth - 1), ["as"] = "e", ["in"] = "$$e" }),
        };
    }

    /// <summary>A date, with no zone: mingo knows offsets only.</summary>
    public BsonValue Date(int depth)
    {
        if (depth <= 0)
            return values.Date();
        return values.Below(5) switch
        {
            0 => new BsonDocument(values.Of("$dateAdd", "$dateSubtract"), new BsonDocument { ["startDate"] = Date(depth - 1), ["unit"] = Unit(), ["amount"] = values.Below(40) }),
            1 => new BsonDocument("$dateTrunc", new BsonDocument { ["date"] = Date(depth - 1), ["unit"] = Unit() }),
            2 => new BsonDocument("$dateFromParts", new BsonDocument { ["year"] = 2020 + values.Below(5), ["month"] = 1 + values.Below(12), ["day"] = 1 + values.Below(31), ["hour"] = values.Below(24) }),
            3 => new BsonDocument("$dateFromString", new BsonDocument { ["dateString"] = $"202{values.Below(5)}-0{1 + values.Below(9)}-1{values.Below(9)}T0{values.Below(9)}:30:15.250Z" }),
            _ => Call("$add", Date(depth - 1), 3_600_000 * values.Below(50)),
        };
    }

    public BsonValue Document(int depth) => values.Below(5) switch
    {
        0 => Call("$mergeObjects", "$n", new BsonDocument("z", Number(depth - 1))),
        1 => new BsonDocument("$setField", new BsonDocument { ["field"] = values.Of("x", "z"), ["input"] = Call("$ifNull", "$n", new BsonDocument()), ["value"] = Number(depth - 1) }),
        2 => new BsonDocument("$dateToParts", new BsonDocument { ["date"] = Date(depth - 1), ["iso8601"] = values.Chance(50) }),
        3 => new BsonDocument("$arrayToObject", new BsonDocument("$literal", new BsonArray { new BsonArray { "k", values.Whole() }, new BsonArray { "l", values.Text() } })),
        _ => new BsonDocument { ["p"] = Number(depth - 1), ["q"] = Text(depth - 1) },
    };

    private static BsonDocument Sorted(BsonValue list) => new("$sortArray", new BsonDocument { ["input"] = list, ["sortBy"] = 1 });

    private string Unit() => values.Of("year", "quarter", "month", "week", "day", "hour", "minute", "second", "millisecond");

    private static BsonDocument Call(string name, params BsonValue[] arguments) => new(name, new BsonArray(arguments));
}
