using IbmPlatform.Projects.Contracts;
using IbmPlatform.Reports.Analytics;
using IbmPlatform.Values;

namespace IbmPlatform.Reports.Overlaps;

/// <summary>
/// Whether two projects overlap: both have a beneficiary country and a day in common. Thematic areas are compared where both state some.
/// A project whose start or end is not stated is in no overlap, since nothing says when it runs.
/// </summary>
internal static class OverlapRule
{
    public static Overlap? Of(Project left, Project right, IReadOnlyDictionary<string, LocalizedText> names)
    {
        var (one, other) = string.CompareOrdinal(left.Id, right.Id) <= 0 ? (left, right) : (right, left);
        var countries = Sets.Shared(Sets.Countries(one), Sets.Countries(other));
        if (countries.Count == 0 || Common(one.Period, other.Period) is not { } common)
            return null;
        var (themesOfOne, themesOfOther) = (Sets.Themes(one), Sets.Themes(other));
        var themes = Sets.Shared(themesOfOne, themesOfOther);
        List<double> parts = [Sets.SharedPart(Sets.Countries(one), Sets.Countries(other)), SharedTime(one.Period!, other.Period!)];
        if (themesOfOne.Count > 0 && themesOfOther.Count > 0)
            parts.Add(Sets.SharedPart(themesOfOne, themesOfOther));
        return new(
            [new(one.Id), new(other.Id)],
            [.. countries.Select(CountryReference.To)],
            [.. themes.Select(ThematicAreaReference.To)],
            common,
            Math.Round(parts.Average(), 4),
            [.. Reasons(countries, themes, common, names)]);
    }

    /// <summary>The time that both run; null where there is none or it is not known.</summary>
    public static Period? Common(Period? left, Period? right)
    {
        if (left is not { Start: { } start, End: { } end } || right is not { Start: { } otherStart, End: { } otherEnd })
            return null;
        var from = start.Earliest >= otherStart.Earliest ? start : otherStart;
        var to = end.Latest <= otherEnd.Latest ? end : otherEnd;
        return from.Earliest > to.Latest ? null : new Period(from, to, Months.Between(from, to));
    }

    private static double SharedTime(Period left, Period right)
    {
        var common = Common(left, right)!;
        double shared = Days(common);
        return shared / (Days(left) + Days(right) - shared);
    }

    private static int Days(Period period) => period.End!.Value.Latest.DayNumber - period.Start!.Value.Earliest.DayNumber + 1;

    private static IEnumerable<string> Reasons(
        IReadOnlyList<string> countries, IReadOnlyList<string> themes, Period common, IReadOnlyDictionary<string, LocalizedText> names)
    {
        yield return $"Both work in {Sentences.Named(countries, names)}.";
        var time = common.DurationMonths switch
        {
            null => "",
            0 => " for less than a month",
            1 => " for 1 month",
            var months => $" for {months} months",
        };
        yield return $"They run together{time}, from {common.Start} to {common.End}.";
        if (themes.Count > 0)
            yield return $"Both address {Sentences.Named(themes, names)}.";
    }
}
