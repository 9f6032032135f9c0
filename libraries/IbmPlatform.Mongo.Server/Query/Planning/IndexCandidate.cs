using IbmPlatform.Mongo.Server.Indexes;

namespace IbmPlatform.Mongo.Server.Query.Planning;

/// <summary>What one index can do for a filter and a sort.</summary>
internal sealed class IndexCandidate
{
    // $in on several fields multiplies; beyond this the remaining fields are left to the filter.
    private const int MaxIntervals = 1000;

    private IndexCandidate(IndexInfo index, int multikey)
    {
        Index = index;
        Multikey = multikey;
    }

    public IndexInfo Index { get; }

    /// <summary>The multikey bits that the intervals were built for.</summary>
    public int Multikey { get; }

    /// <summary>In key order, apart from each other.</summary>
    public IReadOnlyList<KeyInterval> Intervals { get; private set; } = [];

    /// <summary>Leading fields that are bound to points.</summary>
    public int PointFields { get; private set; }

    public bool HasRange { get; private set; }

    /// <summary>Leading fields that hold one and the same value in everything scanned.</summary>
    public int ConstantFields { get; private set; }

    public bool IsBound => PointFields > 0 || HasRange;

    public bool IsUniquePoint => Index.Unique && PointFields == Index.Fields.Count && Intervals.Count == 1;

    /// <summary>Null when the index may miss documents that match.</summary>
    public static IndexCandidate? Create(IndexInfo index, IReadOnlyList<IReadOnlyList<PathFilter>> branches)
    {
        // A number in a path means a place in an array to the index, and to a filter a name as well.
        if (index.Fields.Any(f => f.Parts.Any(p => ArrayPosition.Parse(p) >= 0)))
            return null;
        var candidate = new IndexCandidate(index, index.Multikey) { PointFields = int.MaxValue };
        var all = new List<KeyInterval>();
        foreach (var branch in branches)
        {
            if (index.Partial is { } partial && !partial.IsImpliedBy(branch))
                return null;
            if (index.Sparse && !ExcludesMissing(index, branch))
                return null;
            candidate.AddBranch(branch, all);
        }

        candidate.Intervals = Merge(all);
        if (candidate.Intervals is [var only] && only == KeyInterval.All)
            (candidate.PointFields, candidate.HasRange) = (0, false);
        candidate.ConstantFields = candidate.CountConstantFields(branches);
        return candidate;
    }

    /// <summary>Whether a scan gives the order asked for, and in which direction.</summary>
    public bool Provides(IReadOnlyList<IndexField> sort, out bool reverse)
    {
        reverse = false;
        bool? reversed = null;
        var next = 0;
        for (var i = 0; i < Index.Fields.Count && next < sort.Count; i++)
        {
            var field = Index.Fields[i];
            if (sort[next].Path == field.Path && (Multikey & 1 << i) == 0)
            {
                var opposite = sort[next].Descending != field.Descending;
                if (reversed is { } known && known != opposite && i >= ConstantFields)
                    return false;
                if (i >= ConstantFields)
                    reversed = opposite;
                next++;
            }
            else if (i >= ConstantFields)
            {
                return false;
            }
        }

        reverse = reversed ?? false;
        return next == sort.Count;
    }

    private static bool ExcludesMissing(IndexInfo index, IReadOnlyList<PathFilter> branch) =>
        branch.Any(p => index.Fields.Any(f => f.Path == p.Path) && !FieldBounds.MatchesMissing(p.Predicate));

    private void AddBranch(IReadOnlyList<PathFilter> branch, List<KeyInterval> all)
    {
        List<byte[]> prefixes = [[]];
        var multikeyUsed = false;
        var points = 0;
        foreach (var (field, i) in Index.Fields.Select((f, i) => (f, i)))
        {
            var multikey = (Multikey & 1 << i) != 0;
            // Two fields below one array: bounds of both may be met by different elements.
            var bounds = multikey && multikeyUsed ? null : BoundsOf(branch, field, multikey);
            multikeyUsed |= multikey;
            if (bounds is null)
                break;
            if (bounds.All(b => b.IsPoint) && prefixes.Count * bounds.Count <= MaxIntervals)
            {
                prefixes = [.. prefixes.SelectMany(p => bounds.Select(b => b.Below(p).Low))];
                points++;
                continue;
            }

            if (prefixes.Count * bounds.Count > MaxIntervals)
                break;
            HasRange = true;
            PointFields = Math.Min(PointFields, points);
            all.AddRange(prefixes.SelectMany(p => bounds.Select(b => b.Below(p) with { IsPoint = false })));
            return;
        }

        PointFields = Math.Min(PointFields, points);
        all.AddRange(prefixes.Select(p => p.Length == 0 ? KeyInterval.All : KeyInterval.Point(p)));
    }

    private static IReadOnlyList<KeyInterval>? BoundsOf(IReadOnlyList<PathFilter> branch, IndexField field, bool multikey)
    {
        IReadOnlyList<KeyInterval>? best = null;
        foreach (var path in branch)
        {
            if (path.Path != field.Path || FieldBounds.Of(path.Predicate) is not { } bounds)
                continue;
            if (best is null)
                best = bounds;
            else if (!multikey)
                best = FieldBounds.Intersect(best, bounds);
            else if (bounds.All(b => b.IsPoint) && (best.Count > bounds.Count || !best.All(b => b.IsPoint)))
                best = bounds;
        }

        return best is not null && field.Descending ? [.. best.Select(b => b.Inverted())] : best;
    }

    private int CountConstantFields(IReadOnlyList<IReadOnlyList<PathFilter>> branches)
    {
        var constant = 0;
        for (; constant < Math.Min(PointFields, Index.Fields.Count); constant++)
        {
            var field = Index.Fields[constant];
            var values = branches.Select(b => BoundsOf(b, field, (Multikey & 1 << constant) != 0)).ToList();
            if (values.Any(v => v is not { Count: 1 }) || values.Select(v => v![0].Low).Distinct(ByteKeyComparer.Instance).Count() != 1)
                break;
        }

        return constant;
    }

    private static List<KeyInterval> Merge(List<KeyInterval> intervals)
    {
        var merged = new List<KeyInterval>();
        foreach (var interval in intervals.Where(i => !i.IsEmpty).OrderBy(i => i.Low, ByteKeyComparer.Instance))
        {
            if (merged.Count > 0 && interval.Low.AsSpan().SequenceCompareTo(merged[^1].High) <= 0)
            {
                if (interval.High.AsSpan().SequenceCompareTo(merged[^1].High) > 0)
                    merged[^1] = new KeyInterval(merged[^1].Low, interval.High, IsPoint: false);
            }
            else
            {
                merged.Add(interval);
            }
        }

        return merged;
    }
}
