using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Aggregation.Expressions;

/// <summary>Operators on arrays and documents.</summary>
internal static class ArrayOperators
{
    public static IEnumerable<(string, OperatorTable.Definition)> All =>
    [
        ("$size", new(1, 1, values => Operands.Array("$size", values[0]).Count)),
        ("$isArray", new(1, 1, values => values[0] is BsonArray)),
        ("$arrayElemAt", new(2, 2, values => values.Any(Operands.IsNullish) ? BsonNull.Value : At(values[0], Operands.Int("$arrayElemAt", values[1])))),
        ("$first", new(1, 1, values => Operands.IsNullish(values[0]) ? BsonNull.Value : At(values[0], 0))),
        ("$last", new(1, 1, values => Operands.IsNullish(values[0]) ? BsonNull.Value : At(values[0], -1))),
        ("$in", new(2, 2, values => Operands.Array("$in", values[1]).Any(item => ComparisonOperators.Compare(item, values[0]) == 0))),
        ("$indexOfArray", new(2, 4, IndexOf)),
        ("$concatArrays", new(0, int.MaxValue, ConcatArrays)),
        ("$reverseArray", new(1, 1, values => Operands.IsNullish(values[0])
            ? BsonNull.Value : new BsonArray(Operands.Array("$reverseArray", values[0]).Reverse()))),
        ("$slice", new(2, 3, Slice)),
        ("$range", new(2, 3, Range)),
        ("$setUnion", new(0, int.MaxValue, values => Sets("$setUnion", values, (all, next) => all.UnionWith(next)))),
        ("$setIntersection", new(1, int.MaxValue, values => Sets("$setIntersection", values, (all, next) => all.IntersectWith(next)))),
        ("$setDifference", new(2, 2, values => Sets("$setDifference", values, (all, next) => all.ExceptWith(next)))),
        ("$setIsSubset", new(2, 2, values => Set("$setIsSubset", values[0]).IsSubsetOf(Set("$setIsSubset", values[1])))),
        ("$setEquals", new(2, 2, values => Set("$setEquals", values[0]).SetEquals(Set("$setEquals", values[1])))),
        ("$anyElementTrue", new(1, 1, values => Operands.Array("$anyElementTrue", values[0]).Any(ComparisonOperators.Truth))),
        ("$allElementsTrue", new(1, 1, values => Operands.Array("$allElementsTrue", values[0]).All(ComparisonOperators.Truth))),
        ("$mergeObjects", new(0, int.MaxValue, Merge)),
        ("$objectToArray", new(1, 1, ToArray)),
        ("$arrayToObject", new(1, 1, ToObject)),
    ];

    private static BsonValue IndexOf(BsonValue?[] values)
    {
        if (Operands.IsNullish(values[0]))
            return BsonNull.Value;
        var array = Operands.Array("$indexOfArray", values[0]);
        if (StringOperators.Bounds("$indexOfArray", values, array.Count) is not var (start, end))
            return -1;
        for (var i = start; i < end; i++)
        {
            if (ComparisonOperators.Compare(array[i], values[1]) == 0)
                return i;
        }

        return -1;
    }

    private static BsonValue ConcatArrays(BsonValue?[] values)
    {
        if (values.Any(Operands.IsNullish))
            return BsonNull.Value;
        return Built.Array("$concatArrays", values.Select(v => Operands.Array("$concatArrays", v)).ToList().SelectMany(array => array));
    }

    private static BsonValue? At(BsonValue? value, int position)
    {
        var array = Operands.Array("$arrayElemAt", value);
        position = position < 0 ? array.Count + position : position;
        return position >= 0 && position < array.Count ? array[position] : null;
    }

    private static BsonValue Slice(BsonValue?[] values)
    {
        if (values.Any(Operands.IsNullish))
            return BsonNull.Value;
        var array = Operands.Array("$slice", values[0]);
        var first = Operands.Int("$slice", values[1]);
        if (values.Length == 2)
            return new BsonArray(first < 0 ? array.TakeLast(-first) : array.Take(first));
        var count = Operands.Int("$slice", values[2]);
        if (count <= 0)
            throw CommandException.BadValue($"Third argument to $slice must be positive: {count}");
        return new BsonArray(array.Skip(first < 0 ? Math.Max(0, array.Count + first) : first).Take(count));
    }

    private static BsonArray Range(BsonValue?[] values)
    {
        var (from, to) = (Operands.Int("$range", values[0]), Operands.Int("$range", values[1]));
        var step = values.Length > 2 ? Operands.Int("$range", values[2]) : 1;
        if (step == 0)
            throw CommandException.BadValue("$range requires a non-zero step value");
        return Built.Array("$range", Numbers(from, to, step));
    }

    private static IEnumerable<BsonValue> Numbers(int from, int to, int step)
    {
        for (long i = from; step > 0 ? i < to : i > to; i += step)
            yield return (int)i;
    }

    private static SortedSet<BsonValue> Set(string name, BsonValue? value) => new(Operands.Array(name, value), BsonComparer.Instance);

    private static BsonValue Sets(string name, BsonValue?[] values, Action<SortedSet<BsonValue>, SortedSet<BsonValue>> combine)
    {
        if (values.Any(Operands.IsNullish))
            return BsonNull.Value;
        var all = values.Length == 0 ? new SortedSet<BsonValue>(BsonComparer.Instance) : Set(name, values[0]);
        foreach (var value in values.Skip(1))
            combine(all, Set(name, value));
        return Built.Array(name, all);
    }

    private static BsonDocument Merge(BsonValue?[] values)
    {
        var merged = new FieldSetter();
        foreach (var value in values is [BsonArray items] ? items : (IEnumerable<BsonValue?>)values)
        {
            if (Operands.IsNullish(value))
                continue;
            foreach (var (name, field) in value as BsonDocument ?? throw Operands.Wrong("$mergeObjects", "objects", value))
                merged.Set(name, field);
        }

        return merged.Document("$mergeObjects");
    }

    private static BsonValue ToArray(BsonValue?[] values)
    {
        if (Operands.IsNullish(values[0]))
            return BsonNull.Value;
        var document = values[0] as BsonDocument ?? throw Operands.Wrong("$objectToArray", "objects", values[0]);
        return Built.Array("$objectToArray", document.Select(e => new BsonDocument { ["k"] = e.Name, ["v"] = e.Value }));
    }

    private static BsonValue ToObject(BsonValue?[] values)
    {
        if (Operands.IsNullish(values[0]))
            return BsonNull.Value;
        var document = new FieldSetter();
        foreach (var item in Operands.Array("$arrayToObject", values[0]))
        {
            var (key, value) = item switch
            {
                BsonDocument { Count: 2 } pair when pair.Contains("k") && pair.Contains("v") => (pair["k"], pair["v"]),
                BsonArray { Count: 2 } pair => (pair[0], pair[1]),
                _ => throw Operands.Wrong("$arrayToObject", "pairs [key, value] or {k, v}", item),
            };
            document.Set(Operands.Text("$arrayToObject", key), value);
        }

        return document.Document("$arrayToObject");
    }
}
