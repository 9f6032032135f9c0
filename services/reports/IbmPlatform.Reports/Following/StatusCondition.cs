using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Projects.Contracts;
using IbmPlatform.ServiceDefaults.Filtering;
using IbmPlatform.Values;

namespace IbmPlatform.Reports.Following;

/// <summary><see cref="ProjectStatusRule"/> as a query over <see cref="FollowedProject"/>.</summary>
internal static class StatusCondition
{
    private static readonly ProjectStatus[] Told = [ProjectStatus.Pipeline, ProjectStatus.Implementation, ProjectStatus.Closed];

    /// <summary>Finds what has one of the statuses on the date.</summary>
    public static BsonDocument On(IReadOnlyList<ProjectStatus> wanted, PartialDate date) =>
        Conditions.Or([.. wanted.Distinct().Select(status => status == ProjectStatus.Unknown
            ? Conditions.Not(Conditions.Or([.. Told.Select(told => OnAllDays(told, date))]))
            : OnAllDays(status, date))]);

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
