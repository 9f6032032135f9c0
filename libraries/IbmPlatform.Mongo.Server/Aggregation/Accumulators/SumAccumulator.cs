using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Query;

namespace IbmPlatform.Mongo.Server.Aggregation.Accumulators;

/// <summary><c>$sum</c>: of the numbers; all else counts nothing.</summary>
internal sealed class SumAccumulator : Accumulator
{
    private BsonValue sum = 0;

    public override BsonValue Result => sum;

    public override void Add(BsonValue? value)
    {
        if (value is { IsNumber: true })
            sum = Numbers.Add(sum, value);
    }
}
