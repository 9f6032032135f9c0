using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Aggregation.Accumulators;

/// <summary><c>$firstN</c> and <c>$lastN</c>, in the order in which the documents come; an absent value counts as null.</summary>
internal sealed class EndsAccumulator(int n, bool first) : Accumulator
{
    private readonly Queue<BsonValue> kept = new();
    private long keptBytes;

    public override BsonValue Result => new BsonArray(kept);

    public override long Kept => keptBytes;

    public override void Add(BsonValue? value)
    {
        if (first && kept.Count == n)
            return;
        kept.Enqueue(value ?? BsonNull.Value);
        keptBytes += ValueSize.Of(value ?? BsonNull.Value);
        if (kept.Count > n)
            keptBytes -= ValueSize.Of(kept.Dequeue());
    }
}
