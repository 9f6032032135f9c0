using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Aggregation.Accumulators;
using IbmPlatform.Mongo.Server.Aggregation.Expressions;

namespace IbmPlatform.Mongo.Server.Aggregation.Stages;

/// <summary><c>$group</c>: one document per distinct key, in the order in which the keys first come.</summary>
internal sealed class GroupStage(Expression key, IReadOnlyList<AccumulatedField> fields) : IStage
{
    public static GroupStage Parse(BsonDocument specification)
    {
        var key = specification.Find("_id")
            ?? throw new CommandException(new MongoErrorCode(15955, "Location15955"), "a group specification must include an _id");
        var fields = new List<AccumulatedField>();
        foreach (var (field, value) in specification)
        {
            if (field != "_id")
                fields.Add(AccumulatorParser.Parse(field, value));
        }

        return new GroupStage(ExpressionParser.Parse(key), fields);
    }

    /// <summary>The field <c>count</c>, of how many documents.</summary>
    public static AccumulatedField Counted { get; } = new("count", () => new SumAccumulator(), new ConstantExpression(1));

    public static IStage ByCount(BsonValue key) => new StageList(
    [
        new GroupStage(ExpressionParser.Parse(key), [Counted]),
        new SortStage([new Indexes.IndexField("count", Descending: true)]),
    ]);

    public IEnumerable<BsonDocument> Apply(IEnumerable<BsonDocument> input, StageContext context)
    {
        var groups = new Dictionary<BsonValue, Accumulator[]>(BsonComparer.Instance);
        var order = new Queue<BsonValue>();
        using var memory = context.Memory.Open("$group");
        foreach (var document in input)
        {
            var scope = context.Bindings.ScopeOf(document);
            // An absent key groups with null.
            var id = key.Evaluate(scope) ?? BsonNull.Value;
            if (!groups.TryGetValue(id, out var accumulators))
            {
                groups.Add(id, accumulators = [.. fields.Select(f => f.Create())]);
                order.Enqueue(id);
                memory.Add(KeyBytes(id));
            }

            for (var i = 0; i < accumulators.Length; i++)
            {
                var before = accumulators[i].Kept;
                accumulators[i].Add(fields[i].Value.Evaluate(scope));
                memory.Add(accumulators[i].Kept - before);
            }
        }

        while (order.TryDequeue(out var id))
        {
            groups.Remove(id, out var accumulators);
            memory.Add(-KeyBytes(id) - accumulators!.Sum(a => a.Kept));
            yield return Result(id, accumulators!);
        }
    }

    private long KeyBytes(BsonValue id) => ValueSize.Of(id) + 64 * (fields.Count + 1);

    private BsonDocument Result(BsonValue id, Accumulator[] accumulators)
    {
        var result = new BsonDocument("_id", id);
        for (var i = 0; i < accumulators.Length; i++)
            result.Add(fields[i].Name, accumulators[i].Result);
        return result;
    }
}
