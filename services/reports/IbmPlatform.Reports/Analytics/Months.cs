using IbmPlatform.Values;

namespace IbmPlatform.Reports.Analytics;

/// <summary>Lengths of time in whole months.</summary>
internal static class Months
{
    /// <summary>A period's duration with its extension, else what its dates tell; null where neither does.</summary>
    public static int? Of(Period? period) => period switch
    {
        null => null,
        { DurationMonths: { } duration } => duration + (period.ExtensionMonths ?? 0),
        { Start: { } start, End: { } end } => Between(start, end),
        _ => null,
    };

    /// <summary>From the start to the end, both included; null where a month is not known.</summary>
    public static int? Between(PartialDate start, PartialDate end)
    {
        if (start.Month is not { } first || end.Month is not { } last)
            return null;
        // In months alone both count; to the day, a month is over on the day before its like.
        var (whole, after) = start.Day is { } day && end.Day is not null
            ? (end.Earliest.AddDays(1) is var next ? ((next.Year - start.Year) * 12) + next.Month - first : 0, end.Earliest.AddDays(1).Day < day ? 1 : 0)
            : (((end.Year - start.Year) * 12) + last - first + 1, 0);
        return Math.Max(0, whole - after);
    }
}
