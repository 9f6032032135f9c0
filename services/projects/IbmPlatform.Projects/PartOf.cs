using IbmPlatform.Projects.Contracts;

namespace IbmPlatform.Projects;

/// <summary>A part of a project that names other parts of it.</summary>
internal sealed record PartOf<T>(T Part, Project Project);

internal static class PartOf
{
    public static IReadOnlyList<PartOf<T>> All<T>(Project project, Func<Project, IEnumerable<T>> parts) =>
        [.. parts(project).Select(part => new PartOf<T>(part, project))];
}
