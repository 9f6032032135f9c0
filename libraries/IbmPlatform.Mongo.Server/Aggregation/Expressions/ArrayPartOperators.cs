using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Aggregation.Accumulators;

namespace IbmPlatform.Mongo.Server.Aggregation.Expressions;

/// <summary>The first, last, smallest or largest items of an array, and arrays put together item by item.</summary>
internal static class ArrayPartOperators
{
    public static IEnumerable<(string, NamedOperators.Definition)> All =>
    [
        ("$firstN", new(5787901, ["n", "input"], [], a => new BsonArray(Items(a).Take(N(a))))),
        ("$lastN", new(5787901, ["n", "input"], [], a => new BsonArray(Items(a).TakeLast(N(a))))),
        ("$maxN", new(5787901, ["n", "input"], [], a => Extreme(a, smallest: false))),
        ("$minN", new(5787901, ["n", "input"], [], a => Extreme(a, smallest: true))),
        ("$zip", new(34464, ["inputs"], ["useLongestLength", "defaults"], Zip)),
    ];

    private static BsonArray Items(NamedOperators.Arguments arguments) =>
        arguments["input"] as BsonArray ?? throw arguments.Wrong("input", "an array", 5788200);

    private static int N(NamedOperators.Arguments arguments) => Counts.Of(arguments.Operator, arguments["n"]);

    private static BsonArray Extreme(NamedOperators.Arguments arguments, bool smallest)
    {
        var values = Items(arguments).Where(item => !Operands.IsNullish(item));
        var ordered = smallest ? values.Order(Operands.Order) : values.OrderDescending(Operands.Order);
        return new BsonArray(ordered.Take(N(arguments)));
    }

    private static BsonValue Zip(NamedOperators.Arguments arguments)
    {
        if (arguments["inputs"] is not BsonArray { Count: > 0 } inputs)
            throw new CommandException(Operands.Location(34465), "$zip requires at least one input array, as an array of arrays in 'inputs'");
        var longest = arguments["useLongestLength"]?.ToBoolean() ?? false;
        if (arguments.Has("useLongestLength") && arguments["useLongestLength"] is not BsonBoolean)
            throw arguments.Wrong("useLongestLength", "a boolean", 34463);
        var defaults = arguments["defaults"] as BsonArray;
        if (arguments.Has("defaults") && defaults is null)
            throw arguments.Wrong("defaults", "an array", 34462);
        if (defaults is not null && !longest)
            throw new CommandException(Operands.Location(34466), "$zip: 'defaults' need 'useLongestLength: true'");
        if (defaults is not null && defaults.Count != inputs.Count)
            throw new CommandException(Operands.Location(34467), $"$zip: 'defaults' and 'inputs' must have the same length, and have {defaults.Count} and {inputs.Count}");
        if (inputs.Any(Operands.IsNullish))
            return BsonNull.Value;
        var arrays = inputs.Select(i => i as BsonArray ?? throw Operands.Wrong("$zip", "arrays", i)).ToList();
        var length = longest ? arrays.Max(a => a.Count) : arrays.Min(a => a.Count);
        return Built.Array("$zip", Enumerable.Range(0, length).Select(row => Built.Array(
            "$zip", arrays.Select((array, column) => row < array.Count ? array[row] : defaults?[column] ?? BsonNull.Value))));
    }
}
