namespace IbmPlatform.GraphQL.Types.Comparison;

/// <summary>Two lists matched by name: what only one of them has, and the pairs that both have.</summary>
internal sealed class Difference<T> where T : class
{
    private readonly List<T> _removed = [];
    private readonly List<T> _added = [];
    private readonly List<(T Before, T After)> _kept = [];

    public Difference(IReadOnlyList<T> before, IReadOnlyList<T> after, Func<T, string> name)
    {
        var later = after.ToDictionary(name, StringComparer.Ordinal);
        foreach (var item in before)
        {
            if (later.Remove(name(item), out var match)) _kept.Add((item, match));
            else _removed.Add(item);
        }

        _added.AddRange(after.Where(item => later.ContainsKey(name(item))));
    }

    public IReadOnlyList<T> Removed => _removed;

    public IReadOnlyList<T> Added => _added;

    public IReadOnlyList<(T Before, T After)> Kept => _kept;
}
