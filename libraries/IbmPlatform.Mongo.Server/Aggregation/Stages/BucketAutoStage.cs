using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Aggregation.Accumulators;
using IbmPlatform.Mongo.Server.Aggregation.Expressions;

namespace IbmPlatform.Mongo.Server.Aggregation.Stages;

/// <summary><c>$bucketAuto</c>: the documents in order, parted into so many groups of about the same size; equal values stay together.</summary>
internal sealed class BucketAutoStage(Expression groupBy, int buckets, IReadOnlyList<AccumulatedField> fields) : IStage
{
    public static BucketAutoStage Parse(BsonDocument specification)
    {
        foreach (var unknown in specification.Names.Where(n => n is not ("groupBy" or "buckets" or "output" or "granularity")))
            throw new CommandException(Operands.Location(40245), $"Unrecognized option to $bucketAuto: {unknown}");
        if (specification.Contains("granularity"))
            throw CommandException.NotSupported("'granularity' in $bucketAuto");
        if (specification.Find("groupBy") is not { } groupBy || specification.Find("buckets") is not { } buckets)
            throw new CommandException(Operands.Location(40246), "$bucketAuto requires 'groupBy' and 'buckets' to be specified");
        if (groupBy is not (BsonDocument or BsonString { Value: ['$', ..] }))
            throw new CommandException(Operands.Location(40239), $"The $bucketAuto 'groupBy' field must be defined as a $-prefixed path or an expression object, but found: {groupBy}");
        if (!buckets.IsNumber || buckets.ToDouble() != Math.Floor(buckets.ToDouble()) || buckets.ToDouble() is < 1 or > int.MaxValue)
            throw new CommandException(Operands.Location(buckets.IsNumber ? 40243 : 40241), $"The $bucketAuto 'buckets' field must be a 32-bit integer greater than 0, but found: {buckets}");
        return new BucketAutoStage(ExpressionParser.Parse(groupBy), (int)buckets.ToDouble(), BucketStage.Output(specification.Find("output"), "$bucketAuto"));
    }

    public IEnumerable<BsonDocument> Apply(IEnumerable<BsonDocument> input, StageContext context)
    {
        using var memory = context.Memory.Open("$bucketAuto");
        var kept = new List<(BsonValue Key, BsonDocument Document)>();
        foreach (var document in input)
        {
            memory.Add(ValueSize.Of(document));
            kept.Add((groupBy.Evaluate(context.Bindings.ScopeOf(document)) ?? BsonNull.Value, document));
        }

        var sorted = kept.OrderBy(k => k.Key, Operands.Order).ToList();
        var size = sorted.Count > buckets ? (int)Math.Round((double)sorted.Count / buckets, MidpointRounding.AwayFromZero) : 1;
        for (var (from, made) = (0, 1); from < sorted.Count; made++)
        {
            var to = made == buckets ? sorted.Count : Math.Min(sorted.Count, from + size);
            while (to < sorted.Count && BsonComparer.Instance.Equals(sorted[to].Key, sorted[to - 1].Key))
                to++;
            yield return Bucket(sorted, from, to, context);
            from = to;
        }
    }

    private BsonDocument Bucket(List<(BsonValue Key, BsonDocument Document)> sorted, int from, int to, StageContext context)
    {
        var accumulators = fields.Select(field => field.Create()).ToList();
        foreach (var (_, document) in sorted[from..to])
        {
            var scope = context.Bindings.ScopeOf(document);
            for (var i = 0; i < accumulators.Count; i++)
                accumulators[i].Add(fields[i].Value.Evaluate(scope));
        }

        // The upper end is the next one's lower end; the last has its own largest value.
        var bucket = new BsonDocument("_id", new BsonDocument { ["min"] = sorted[from].Key, ["max"] = to < sorted.Count ? sorted[to].Key : sorted[to - 1].Key });
        for (var i = 0; i < accumulators.Count; i++)
            bucket.Add(fields[i].Name, accumulators[i].Result);
        return bucket;
    }
}
