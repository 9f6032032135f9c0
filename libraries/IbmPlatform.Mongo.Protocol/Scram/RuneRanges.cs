using System.Text;

namespace IbmPlatform.Mongo.Protocol.Scram;

/// <summary>A set of characters as sorted ranges.</summary>
internal sealed class RuneRanges(IReadOnlyList<(int First, int Last)> ranges)
{
    public bool Contains(Rune rune)
    {
        var (low, high) = (0, ranges.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (rune.Value < ranges[middle].First)
                high = middle - 1;
            else if (rune.Value > ranges[middle].Last)
                low = middle + 1;
            else
                return true;
        }
        return false;
    }
}
