namespace IbmPlatform.Reports.Overlaps;

/// <summary>A project that is alike.</summary>
internal sealed record Similarity(ProjectReference Project, double Score, IReadOnlyList<string> Reasons);
