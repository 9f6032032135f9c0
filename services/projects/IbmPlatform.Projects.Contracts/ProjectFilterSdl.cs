using IbmPlatform.Values;

namespace IbmPlatform.Projects.Contracts;

/// <summary>The SDL by which projects are chosen, for every service that lets its users choose among them.</summary>
public static class ProjectFilterSdl
{
    /// <summary>The text of <c>project-filter.graphql</c>.</summary>
    public static string Text { get; } = EmbeddedText.Read(typeof(ProjectFilterSdl), "IbmPlatform.Projects.Contracts.project-filter.graphql");
}
