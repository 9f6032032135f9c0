using IbmPlatform.Projects.Contracts;
using IbmPlatform.ServiceDefaults.Filtering;

namespace IbmPlatform.Reports.Following;

/// <summary>A project with the days that its period is chosen by, as ISO text: absent where not stated.</summary>
/// <param name="Project">The project as its owner published it.</param>
/// <param name="UpdatedAt">When this version was written.</param>
/// <param name="Start">First possible day of the start.</param>
/// <param name="StartLatest">Last possible day of the start.</param>
/// <param name="EndEarliest">First possible day of the end.</param>
/// <param name="End">Last possible day of the end.</param>
internal sealed record FollowedProject(Project Project, DateTimeOffset UpdatedAt, string? Start, string? StartLatest, string? EndEarliest, string? End)
{
    public static FollowedProject Of(Project project, DateTimeOffset updatedAt) => new(
        project,
        updatedAt,
        project.Period?.Start is { } start ? Conditions.Day(start.Earliest) : null,
        project.Period?.Start is { } begin ? Conditions.Day(begin.Latest) : null,
        project.Period?.End is { } end ? Conditions.Day(end.Earliest) : null,
        project.Period?.End is { } finish ? Conditions.Day(finish.Latest) : null);
}
