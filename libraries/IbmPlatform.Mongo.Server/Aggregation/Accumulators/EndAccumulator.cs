using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Aggregation.Accumulators;

/// <summary><c>$first</c> and <c>$last</c>, in the order in which the documents come.</summary>
internal sealed class EndAccumulator(bool first) : Accumulator
{
    private BsonValue? kept;
    private bool any;
    private long keptBytes;

    public override BsonValue Result => kept ?? BsonNull.Value;

    public override long Kept => keptBytes;

    public override void Add(BsonValue? value)
    {
        if (any && first)
            return;
        kept = value;
        keptBytes = value is null ? 0 : ValueSize.Of(value);
        any = true;
    }
}
