using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Aggregation.Expressions;
using IbmPlatform.Mongo.Server.Indexes;
using IbmPlatform.Mongo.Server.Query;

namespace IbmPlatform.Mongo.Server.Aggregation.Accumulators;

/// <summary>Reads the accumulators of <c>$group</c>, <c>$bucket</c> and <c>$bucketAuto</c>.</summary>
internal static class AccumulatorParser
{
    /// <summary>What can be asked for.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "$sum", "$avg", "$min", "$max", "$first", "$last", "$push", "$addToSet", "$count", "$mergeObjects", "$stdDevPop", "$stdDevSamp",
        "$firstN", "$lastN", "$minN", "$maxN", "$top", "$bottom", "$topN", "$bottomN",
    ];

    /// <summary>What MongoDB has and this server has not.</summary>
    public static IReadOnlyList<string> NotImplemented { get; } = ["$accumulator", "$median", "$percentile"];

    public static AccumulatedField Parse(string field, BsonValue specification)
    {
        if (field.Contains('.') || field.StartsWith('$'))
            throw new CommandException(new MongoErrorCode(40235, "Location40235"), $"The field name '{field}' cannot contain '.' or start with '$'");
        if (specification is not BsonDocument { Count: > 0 } accumulator || !accumulator[0].Name.StartsWith('$'))
            throw new CommandException(new MongoErrorCode(40234, "Location40234"), $"The field '{field}' must be an accumulator object");
        if (accumulator.Count > 1)
            throw new CommandException(new MongoErrorCode(40238, "Location40238"), $"The field '{field}' must specify one accumulator");
        var (name, operand) = accumulator[0];
        if (operand is BsonArray && name is not "$count")
            throw new CommandException(new MongoErrorCode(40237, "Location40237"), $"The {name} accumulator is a unary operator: an array is one value in brackets of its own, [[ … ]]");
        return name switch
        {
            "$sum" => new(field, () => new SumAccumulator(), ExpressionParser.Parse(operand)),
            "$avg" => new(field, () => new AverageAccumulator(), ExpressionParser.Parse(operand)),
            "$min" => new(field, () => new ExtremeAccumulator(smallest: true), ExpressionParser.Parse(operand)),
            "$max" => new(field, () => new ExtremeAccumulator(smallest: false), ExpressionParser.Parse(operand)),
            "$first" => new(field, () => new EndAccumulator(first: true), ExpressionParser.Parse(operand)),
            "$last" => new(field, () => new EndAccumulator(first: false), ExpressionParser.Parse(operand)),
            "$push" => new(field, () => new ListAccumulator(distinct: false), ExpressionParser.Parse(operand)),
            "$addToSet" => new(field, () => new ListAccumulator(distinct: true), ExpressionParser.Parse(operand)),
            "$mergeObjects" => new(field, () => new MergeAccumulator(), ExpressionParser.Parse(operand)),
            "$stdDevPop" => new(field, () => new DeviationAccumulator(sample: false), ExpressionParser.Parse(operand)),
            "$stdDevSamp" => new(field, () => new DeviationAccumulator(sample: true), ExpressionParser.Parse(operand)),
            "$count" => operand is BsonDocument { Count: 0 }
                ? new(field, () => new SumAccumulator(), new ConstantExpression(1))
                : throw CommandException.TypeMismatch("$count takes no arguments, i.e. $count:{}"),
            "$firstN" or "$lastN" or "$minN" or "$maxN" => Several(field, name, operand),
            "$top" or "$bottom" or "$topN" or "$bottomN" => Ranked(field, name, operand),
            _ when NotImplemented.Contains(name) => throw CommandException.NotSupported($"The accumulator {name}"),
            _ => throw new CommandException(new MongoErrorCode(15952, "Location15952"), $"unknown group operator '{name}'"),
        };
    }

    private static AccumulatedField Several(string field, string name, BsonValue operand)
    {
        var named = Named(name, operand, ["n", "input"]);
        var n = N(name, named["n"]);
        return new(field, name switch
        {
            "$firstN" => () => new EndsAccumulator(n, first: true),
            "$lastN" => () => new EndsAccumulator(n, first: false),
            _ => () => new RankedAccumulator(n, single: false, largest: name == "$maxN") { Descends = name == "$maxN" },
        }, name is "$firstN" or "$lastN" ? ExpressionParser.Parse(named["input"]) : RankedValue.ByItself(ExpressionParser.Parse(named["input"])));
    }

    private static AccumulatedField Ranked(string field, string name, BsonValue operand)
    {
        var single = name is "$top" or "$bottom";
        var named = Named(name, operand, single ? ["sortBy", "output"] : ["n", "sortBy", "output"]);
        if (named["sortBy"] is not BsonDocument { Count: > 0 } sortBy)
            throw new CommandException(new MongoErrorCode(5788604, "Location5788604"), $"{name} requires 'sortBy' as an object of fields and 1 or -1");
        var n = single ? 1 : N(name, named["n"]);
        var value = RankedValue.BySort(new KeyExtractor(SortParser.Parse(sortBy)), ExpressionParser.Parse(named["output"]));
        return new(field, () => new RankedAccumulator(n, single, largest: name is "$bottom" or "$bottomN"), value);
    }

    // Of a group's key only a constant is taken.
    private static int N(string name, BsonValue n) => ExpressionParser.Parse(n) is ConstantExpression { Value: var constant }
        ? Counts.Of(name, constant)
        : Counts.Of(name, ExpressionParser.Parse(n).Evaluate(new Scope([], default)));

    private static BsonDocument Named(string name, BsonValue operand, string[] required)
    {
        var code = new MongoErrorCode(5788001, "Location5788001");
        var named = operand as BsonDocument ?? throw new CommandException(code, $"specification must be an object; found {name}: {operand}");
        foreach (var missing in required.Where(r => !named.Contains(r)))
            throw new CommandException(code, $"{name} requires '{missing}'");
        foreach (var unknown in named.Names.Where(n => !required.Contains(n)))
            throw new CommandException(code, $"Unknown argument for {name}: {unknown}; it takes {string.Join(", ", required)}");
        return named;
    }
}
