using System.Diagnostics.CodeAnalysis;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Aggregation.Stages;

/// <summary><c>$sample</c>: that many documents, each set of them as likely as any other, in one pass (reservoir sampling).</summary>
internal sealed class SampleStage(long size) : IStage
{
    public static SampleStage Parse(BsonDocument specification) =>
        specification is { Count: 1 } && specification.Find("size") is { IsNumber: true } size && size.ToDouble() is >= 1 and < int.MaxValue
            ? new SampleStage(size.ToInt64())
            : throw new CommandException(new MongoErrorCode(28747, "Location28747"), "$sample needs { size: <positive number> } and nothing else");

    [SuppressMessage("Security", "CA5394", Justification = "A sample needs no secret.")]
    public IEnumerable<BsonDocument> Apply(IEnumerable<BsonDocument> input, StageContext context)
    {
        var kept = new List<BsonDocument>();
        var seen = 0L;
        using var memory = context.Memory.Open("$sample");
        foreach (var document in input)
        {
            seen++;
            if (kept.Count < size)
            {
                memory.Add(ValueSize.Of(document));
                kept.Add(document);
            }
            else if (Random.Shared.NextInt64(seen) is var place && place < size)
            {
                memory.Add(ValueSize.Of(document) - ValueSize.Of(kept[(int)place]));
                kept[(int)place] = document;
            }
        }

        var shuffled = kept.ToArray();
        kept.Clear();
        Random.Shared.Shuffle(shuffled);
        var waiting = new Queue<BsonDocument>(shuffled);
        shuffled = [];
        while (waiting.TryDequeue(out var next))
        {
            memory.Add(-ValueSize.Of(next));
            yield return next;
        }
    }
}
