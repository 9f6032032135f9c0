using IbmPlatform.Values;

namespace IbmPlatform.Projects.Contracts;

/// <summary>A subject of integrated border management.</summary>
public sealed record ThematicArea : IClaimed
{
    /// <summary><c>thematic-area/risk-analysis</c>.</summary>
    public required string Id { get; init; }

    public required LocalizedText Name { get; init; }

    /// <summary>Mapped only where a claim justifies it.</summary>
    public IReadOnlyList<DacSector> DacSectors { get; init; } = [];

    /// <summary>What each source says.</summary>
    public IReadOnlyList<Claim> Claims { get; init; } = [];

    /// <summary>Claims that disagree, with the one followed.</summary>
    public IReadOnlyList<Conflict> Conflicts { get; init; } = [];
}
