using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Aggregation.Accumulators;

/// <summary><c>$stdDevPop</c> and <c>$stdDevSamp</c> by Welford's method; what is no number does not count.</summary>
internal sealed class DeviationAccumulator(bool sample) : Accumulator
{
    private long count;
    private double mean;
    private double squares;

    public override BsonValue Result => (sample ? count - 1 : count) is > 0 and var divisor ? Math.Sqrt(squares / divisor) : BsonNull.Value;

    public override void Add(BsonValue? value)
    {
        if (value is not { IsNumber: true })
            return;
        var number = value.ToDouble();
        count++;
        var difference = number - mean;
        mean += difference / count;
        squares += difference * (number - mean);
    }
}
