using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Aggregation.Accumulators;

/// <summary><c>$min</c> and <c>$max</c> in BSON's order; null and absent values do not count.</summary>
internal sealed class ExtremeAccumulator(bool smallest) : Accumulator
{
    private BsonValue? best;
    private long bestBytes;

    public override BsonValue Result => best ?? BsonNull.Value;

    public override long Kept => bestBytes;

    public override void Add(BsonValue? value)
    {
        if (value is null or BsonNull or BsonUndefined)
            return;
        var order = best is null ? 0 : BsonComparer.Instance.Compare(value, best);
        if (best is not null && (smallest ? order >= 0 : order <= 0))
            return;
        best = value;
        bestBytes = ValueSize.Of(value);
    }
}
