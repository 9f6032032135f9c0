using IbmPlatform.Mongo.Server.Indexes;

namespace IbmPlatform.Mongo.Server.Update;

/// <summary>Orders paths part by part, positions by their number.</summary>
internal sealed class PathOrder : IComparer<string>
{
    public static PathOrder Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        var (a, b) = (x!.Split('.'), y!.Split('.'));
        for (var i = 0; i < Math.Min(a.Length, b.Length); i++)
        {
            var (m, n) = (ArrayPosition.Parse(a[i]), ArrayPosition.Parse(b[i]));
            var order = m >= 0 && n >= 0 ? m.CompareTo(n) : string.CompareOrdinal(a[i], b[i]);
            if (order != 0)
                return order;
        }

        return a.Length.CompareTo(b.Length);
    }
}
