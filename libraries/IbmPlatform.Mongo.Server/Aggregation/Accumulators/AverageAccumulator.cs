using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Query;

namespace IbmPlatform.Mongo.Server.Aggregation.Accumulators;

/// <summary><c>$avg</c>: of the numbers; null when there is none.</summary>
internal sealed class AverageAccumulator : Accumulator
{
    private BsonValue sum = 0;
    private long count;

    public override BsonValue Result => count == 0
        ? BsonNull.Value
        : sum is BsonDecimal128 total ? Decimal128.Divide(total.Value, Decimal128.FromInt64(count)) : sum.ToDouble() / count;

    public override void Add(BsonValue? value)
    {
        if (value is not { IsNumber: true })
            return;
        sum = Numbers.Add(sum, value);
        count++;
    }
}
