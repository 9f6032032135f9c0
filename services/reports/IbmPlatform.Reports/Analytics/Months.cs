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

    /// <summary>
    /// The months of a period that are over by the end of a year and were not by the end of the year before, so that years add up to the
    /// whole; null where a month of the period is not known.
    /// </summary>
    public static int? InYear(Period? period, int year)
    {
        if (period is not { Start: { Month: not null } start, End: { Month: not null } end } || year < start.Year || year > end.Year)
            return null;
        var toDay = start.Day is not null && end.Day is not null;
        int? Until(int last) => last >= end.Year ? Between(start, end) : Between(start, new PartialDate(last, 12, toDay ? 31 : null));
        return Until(year) - (year > start.Year ? Until(year - 1) : 0);
    }

    /// <summary>What a reader must know of a period's months: how they were counted where no source states a duration; null where one does.</summary>
    public static string? NoteOn(string project, Period? period) =>
        period is { DurationMonths: null, Start: { Month: not null } start, End: { Month: not null } end } && (start.Day is null || end.Day is null)
            ? $"{project}: no source states how many months it took; from {start} to {end} are {Between(start, end)} with the first and the last month, and days are not known."
            : null;

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
