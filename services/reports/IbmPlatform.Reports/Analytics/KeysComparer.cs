namespace IbmPlatform.Reports.Analytics;

/// <summary>Compares rows by their keys, one after the other; what is not stated comes last.</summary>
internal sealed class KeysComparer : IEqualityComparer<IReadOnlyList<string?>>, IComparer<IReadOnlyList<string?>>
{
    public static KeysComparer Instance { get; } = new();

    public bool Equals(IReadOnlyList<string?>? x, IReadOnlyList<string?>? y) => Compare(x, y) == 0;

    public int GetHashCode(IReadOnlyList<string?> obj)
    {
        var hash = new HashCode();
        foreach (var key in obj)
            hash.Add(key, StringComparer.Ordinal);
        return hash.ToHashCode();
    }

    public int Compare(IReadOnlyList<string?>? x, IReadOnlyList<string?>? y)
    {
        for (var i = 0; i < (x?.Count ?? 0); i++)
        {
            var byKey = (x![i], y![i]) switch
            {
                (null, null) => 0,
                (null, _) => 1,
                (_, null) => -1,
                var (left, right) => string.CompareOrdinal(left, right),
            };
            if (byKey != 0)
                return byKey;
        }
        return 0;
    }
}
