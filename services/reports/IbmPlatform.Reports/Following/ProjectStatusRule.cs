using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Projects.Contracts;
using IbmPlatform.ServiceDefaults.Filtering;
using IbmPlatform.Values;

namespace IbmPlatform.Reports.Following;

/// <summary>The status that a period tells on a day, by the projects service's rule: what dates do not tell is unknown.</summary>
internal static class ProjectStatusRule
{
    private static readonly ProjectStatus[] Told = [ProjectStatus.Pipeline, ProjectStatus.Implementation, ProjectStatus.Closed];

    /// <summary>The status that holds on every day that the date can mean; unknown where it changes within them.</summary>
    public static ProjectStatus On(Period? period, PartialDate date)
    {
        var first = On(period, date.Earliest);
        return first == On(period, date.Latest) ? first : ProjectStatus.Unknown;
    }

    /// <summary>The same rule as a query over <see cref="FollowedProject"/>.</summary>
    public static BsonDocument Condition(IReadOnlyList<ProjectStatus> wanted, PartialDate date) =>
        Conditions.Or([.. wanted.Distinct().Select(status => status == ProjectStatus.Unknown
            ? Conditions.Not(Conditions.Or([.. Told.Select(told => OnAllDays(told, date))]))
            : OnAllDays(status, date))]);

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

    private static BsonDocument OnAllDays(ProjectStatus status, PartialDate date) =>
        Conditions.And([OnDay(status, Conditions.Day(date.Earliest)), OnDay(status, Conditions.Day(date.Latest))]);

    private static BsonDocument OnDay(ProjectStatus status, string day) => status switch
    {
        ProjectStatus.Pipeline => new("state.start", new BsonDocument("$gt", day)),
        ProjectStatus.Closed => new("state.end", new BsonDocument("$lt", day)),
        ProjectStatus.Implementation => new()
        {
            ["state.startLatest"] = new BsonDocument("$lte", day),
            ["state.endEarliest"] = new BsonDocument("$gte", day),
        },
        _ => Conditions.Or([]),
    };
}
