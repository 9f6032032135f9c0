using IbmPlatform.Values;

namespace IbmPlatform.Countries.Contracts;

/// <summary>A set of countries.</summary>
public sealed record Region : IClaimed
{
    /// <summary><c>region/central-asia</c>.</summary>
    public required string Id { get; init; }

    public required LocalizedText Name { get; init; }

    public required RegionKind Kind { get; init; }

    /// <summary>UN M49 code of a geographic region.</summary>
    public string? Code { get; init; }

    /// <summary>Ids of countries; empty where no source names them.</summary>
    public IReadOnlyList<string> Countries { get; init; } = [];

    /// <summary>What each source says.</summary>
    public IReadOnlyList<Claim> Claims { get; init; } = [];

    /// <summary>Claims that disagree, with the one followed.</summary>
    public IReadOnlyList<Conflict> Conflicts { get; init; } = [];
}
