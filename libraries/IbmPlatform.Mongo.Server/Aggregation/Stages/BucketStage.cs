using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Aggregation.Accumulators;
using IbmPlatform.Mongo.Server.Aggregation.Expressions;
using IbmPlatform.Mongo.Server.Indexes;

namespace IbmPlatform.Mongo.Server.Aggregation.Stages;

/// <summary><c>$bucket</c>: a group for each interval between two boundaries, the lower one included.</summary>
internal static class BucketStage
{
    public static IStage Parse(BsonDocument specification)
    {
        foreach (var unknown in specification.Names.Where(n => n is not ("groupBy" or "boundaries" or "default" or "output")))
            throw new CommandException(Operands.Location(40197), $"Unrecognized option to $bucket: {unknown}");
        if (specification.Find("groupBy") is not { } groupBy || !specification.Contains("boundaries"))
            throw new CommandException(Operands.Location(40198), "$bucket requires 'groupBy' and 'boundaries' to be specified.");
        if (groupBy is not (BsonDocument or BsonString { Value: ['$', ..] }))
            throw new CommandException(Operands.Location(40202), $"The $bucket 'groupBy' field must be defined as a $-prefixed path or an expression object, but found: {groupBy}");
        var boundaries = Boundaries(specification["boundaries"]);
        var otherwise = specification.Find("default") is { } given ? Constant("default", given) : null;
        if (otherwise is not null && BsonComparer.Instance.Compare(otherwise, boundaries[0]) >= 0 && BsonComparer.Instance.Compare(otherwise, boundaries[^1]) < 0)
            throw new CommandException(Operands.Location(40199), "The $bucket 'default' field must be less than the lowest boundary or greater than or equal to the highest boundary.");
        return new StageList([new GroupStage(Key(ExpressionParser.Parse(groupBy), boundaries, otherwise), Output(specification.Find("output"), "$bucket")), new SortStage([new IndexField("_id", Descending: false)])]);
    }

    /// <summary>The fields of each bucket; a count where none are asked for.</summary>
    public static IReadOnlyList<AccumulatedField> Output(BsonValue? output, string stage) => output switch
    {
        null => [GroupStage.Counted],
        BsonDocument fields => [.. fields.Select(field => AccumulatorParser.Parse(field.Name, field.Value))],
        _ => throw new CommandException(Operands.Location(40196), $"The {stage} 'output' field must be an object, but found type: {Operands.TypeOf(output)}"),
    };

    private static LazyExpression Key(Expression groupBy, List<BsonValue> boundaries, BsonValue? otherwise) => new(scope =>
    {
        var value = groupBy.Evaluate(scope);
        var place = boundaries.FindLastIndex(boundary => ComparisonOperators.Compare(value, boundary) >= 0);
        return place >= 0 && place < boundaries.Count - 1 ? boundaries[place] : otherwise
            ?? throw new CommandException(Operands.Location(40066), $"$bucket found no interval for {value?.ToString() ?? "an absent value"}, and no default was specified.");
    });

    private static List<BsonValue> Boundaries(BsonValue given)
    {
        if (given is not BsonArray { Count: >= 2 } list)
            throw new CommandException(Operands.Location(given is BsonArray ? 40192 : 40200), $"The $bucket 'boundaries' field must be an array of at least 2 values, but found: {given}");
        List<BsonValue> boundaries = [.. list.Select(item => Constant("boundaries", item))];
        for (var i = 1; i < boundaries.Count; i++)
        {
            if (BsonComparer.TypeOrder(boundaries[i - 1].Type) != BsonComparer.TypeOrder(boundaries[i].Type))
                throw new CommandException(Operands.Location(40193), $"All values in the 'boundaries' option to $bucket must have the same type: {given}");
            if (BsonComparer.Instance.Compare(boundaries[i - 1], boundaries[i]) >= 0)
                throw new CommandException(Operands.Location(40194), $"The 'boundaries' option to $bucket must be sorted, but elements {i - 1} and {i} are not in ascending order: {given}");
        }

        return boundaries;
    }

    private static BsonValue Constant(string name, BsonValue value)
    {
        var parsed = ExpressionParser.Parse(value);
        return (parsed is FieldPathExpression ? null : parsed.Evaluate(new Scope([], default)))
            ?? throw new CommandException(Operands.Location(40191), $"The $bucket '{name}' field must be constant, but found: {value}");
    }
}
