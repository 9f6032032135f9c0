using System.Globalization;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Projects.Contracts;
using IbmPlatform.ServiceDefaults.Filtering;

namespace IbmPlatform.Projects;

/// <summary>Derived values to order and filter projects by.</summary>
internal static class ProjectKeys
{
    /// <summary>
    /// The name in lower case; the first and last possible day of the period (<c>start</c>, <c>end</c>) and, for the status, the last
    /// possible day of its start and the first of its end.
    /// </summary>
    public static BsonDocument Of(Project project)
    {
        var keys = new BsonDocument { ["name"] = project.Name.For(["en"]).Text.ToLower(CultureInfo.InvariantCulture) };
        if (project.Period?.Start is { } start)
        {
            keys["start"] = Conditions.Day(start.Earliest);
            keys["startLatest"] = Conditions.Day(start.Latest);
        }
        if (project.Period?.End is { } end)
        {
            keys["end"] = Conditions.Day(end.Latest);
            keys["endEarliest"] = Conditions.Day(end.Earliest);
        }
        return keys;
    }
}
