using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Aggregation.Accumulators;

/// <summary><c>$first</c> and <c>$last</c>, in the order in which the documents come.</summary>
internal sealed class EndAccumulator(bool first) : Accumulator
{
    private BsonValue? kept;
    private bool any;

    public override BsonValue Result => kept ?? BsonNull.Value;

    public override void Add(BsonValue? value)
    {
        if (any && first)
            return;
        kept = value;
        any = true;
    }
}
