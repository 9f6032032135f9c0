using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Indexes;

namespace IbmPlatform.Mongo.Server.Aggregation.Accumulators;

/// <summary><c>$top $bottom $topN $bottomN $minN $maxN</c>: the n that rank first, or last; of equals those that came first.</summary>
/// <param name="n">How many are kept.</param>
/// <param name="single">Whether the result is the one value, and no array.</param>
/// <param name="largest">Whether those with the largest keys are kept.</param>
internal sealed class RankedAccumulator(int n, bool single, bool largest) : Accumulator
{
    private readonly SortedSet<(byte[] Key, long Arrival, BsonValue Value)> kept = new(Comparer<(byte[] Key, long Arrival, BsonValue Value)>.Create(
        static (x, y) => ByteKeyComparer.Instance.Compare(x.Key, y.Key) is var order && order != 0 ? order : x.Arrival.CompareTo(y.Arrival)));

    private long arrivals;
    private long keptBytes;

    // $maxN answers the largest first; $bottomN in the order of the sort.
    public override BsonValue Result => single
        ? kept.Count == 0 ? BsonNull.Value : kept.Min.Value
        : new BsonArray((Descends ? kept.Reverse() : kept).Select(entry => entry.Value));

    public override long Kept => keptBytes;

    /// <summary>Set for <c>$maxN</c>.</summary>
    public bool Descends { get; init; }

    public override void Add(BsonValue? value)
    {
        if (value is null)
            return;
        var (key, item) = RankedValue.Parts(value);
        var entry = (key, arrivals++, item);
        kept.Add(entry);
        keptBytes += Bytes(entry);
        if (kept.Count <= n)
            return;
        var last = largest ? kept.Min : kept.Max;
        kept.Remove(last);
        keptBytes -= Bytes(last);
    }

    private static long Bytes((byte[] Key, long Arrival, BsonValue Value) entry) => entry.Key.Length + 96 + ValueSize.Of(entry.Value);
}
