using IbmPlatform.Values;

namespace IbmPlatform.Stakeholders.Contracts;

/// <summary>A body that takes part in projects, pays for them, or stands behind publications and processes.</summary>
public sealed record Organisation : IClaimed
{
    /// <summary><c>organisation/icmpd</c>.</summary>
    public required string Id { get; init; }

    public required string Slug { get; init; }

    public required LocalizedText Name { get; init; }

    public string? Acronym { get; init; }

    /// <summary>Other labels that sources use for the same body.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    public required OrganisationType Type { get; init; }

    public LocalizedText? Description { get; init; }

    /// <summary>Id of the country it is based in.</summary>
    public string? Country { get; init; }

    /// <summary>Id of an organisation.</summary>
    public string? Parent { get; init; }

    public IReadOnlyList<Identifier> Identifiers { get; init; } = [];

    /// <summary>Ids of regions.</summary>
    public IReadOnlyList<string> ActiveRegions { get; init; } = [];

    /// <summary>What each source says.</summary>
    public IReadOnlyList<Claim> Claims { get; init; } = [];

    /// <summary>Claims that disagree, with the one followed.</summary>
    public IReadOnlyList<Conflict> Conflicts { get; init; } = [];
}
