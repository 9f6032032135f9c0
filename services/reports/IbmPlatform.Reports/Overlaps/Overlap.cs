using IbmPlatform.Values;

namespace IbmPlatform.Reports.Overlaps;

/// <summary>Two projects that run in the same countries at the same time; all references by id.</summary>
internal sealed record Overlap(
    IReadOnlyList<ProjectReference> Projects, IReadOnlyList<CountryReference> Countries, IReadOnlyList<ThematicAreaReference> ThematicAreas, Period Period,
    double Score, IReadOnlyList<string> Reasons)
{
    /// <summary>Tells overlaps apart.</summary>
    public string Id { get; } = string.Join('|', Projects.Select(p => p.Id));
}
