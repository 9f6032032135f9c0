using IbmPlatform.Values;

namespace IbmPlatform.Projects.Contracts;

/// <summary>
/// Derives a status from a period: it tells whether a project has not begun, runs or has ended on a day, wherever the precision of its
/// dates lets it. What dates do not tell (finalisation, cancellation, suspension) is never derived. Stated here, so that every service
/// that shows a status follows one rule.
/// </summary>
public static class ProjectStatusRule
{
    /// <summary>The status that holds on every day that the date can mean; unknown where it changes within them.</summary>
    public static ProjectStatus On(Period? period, PartialDate date)
    {
        var first = On(period, date.Earliest);
        return first == On(period, date.Latest) ? first : ProjectStatus.Unknown;
    }

    private static ProjectStatus On(Period? period, DateOnly day)
    {
        if (period?.Start is { } begin && day < begin.Earliest)
            return ProjectStatus.Pipeline;
        if (period?.End is { } finish && day > finish.Latest)
            return ProjectStatus.Closed;
        return period is { Start: { } start, End: { } end } && day >= start.Latest && day <= end.Earliest
            ? ProjectStatus.Implementation
            : ProjectStatus.Unknown;
    }
}
