using IbmPlatform.Reports.Following;

namespace IbmPlatform.Reports.Analytics;

/// <summary>A project's place in one dimension.</summary>
/// <param name="Key">Null: not stated.</param>
/// <param name="Part">The part of the project that belongs there, in percent; null where no source states it.</param>
/// <param name="Counts">Which of the project's lines belong there; null: all.</param>
internal sealed record Place(string? Key, decimal? Part = Place.Whole, Func<FollowedLine, bool>? Counts = null)
{
    public const decimal Whole = 100m;

    /// <summary>
    /// The part that lies in several places at once. Two stated parts say nothing of their common one: of a project half in one country
    /// and half on one theme, the country's part of the theme is not stated.
    /// </summary>
    public static decimal? Common(IEnumerable<decimal?> parts)
    {
        decimal? common = Whole;
        foreach (var part in parts)
        {
            if (part is null || (common < Whole && part < Whole))
                return null;
            common = Math.Min(common.Value, part.Value);
        }
        return common;
    }

    /// <summary>The places of a dimension without stated shares: the only one takes the project whole.</summary>
    public static IReadOnlyList<Place> Unshared(IEnumerable<string?> keys)
    {
        List<string?> distinct = [.. keys.Distinct(StringComparer.Ordinal)];
        return distinct.Count switch
        {
            0 => [new Place(Key: null)],
            1 => [new Place(distinct[0])],
            _ => [.. distinct.Select(key => new Place(key, null))],
        };
    }

    /// <summary>The places of a dimension with stated shares: the only one without a share takes the project whole.</summary>
    public static IReadOnlyList<Place> Shared(IReadOnlyList<(string Key, decimal? Share)> stated) => stated switch
    {
        [] => [new Place(Key: null)],
        [var only] => [new Place(only.Key, only.Share ?? Whole)],
        _ => [.. stated.Select(s => new Place(s.Key, s.Share))],
    };
}
