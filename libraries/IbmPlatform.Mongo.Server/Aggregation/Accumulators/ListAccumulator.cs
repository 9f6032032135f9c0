using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Aggregation.Accumulators;

/// <summary><c>$push</c> and <c>$addToSet</c>; absent values are left out.</summary>
internal sealed class ListAccumulator(bool distinct) : Accumulator
{
    private readonly BsonArray items = [];
    private readonly HashSet<BsonValue>? seen = distinct ? new HashSet<BsonValue>(BsonComparer.Instance) : null;
    private long kept;

    public override BsonValue Result => items;

    public override long Kept => kept;

    public override void Add(BsonValue? value)
    {
        if (value is null || seen?.Add(value) == false)
            return;
        items.Add(value);
        kept += ValueSize.Of(value);
    }
}
