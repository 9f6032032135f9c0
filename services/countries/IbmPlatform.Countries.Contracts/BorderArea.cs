using IbmPlatform.Values;

namespace IbmPlatform.Countries.Contracts;

/// <summary>A named stretch of border or tri-border area.</summary>
public sealed record BorderArea : IClaimed
{
    /// <summary><c>border-area/bassikounou</c>.</summary>
    public required string Id { get; init; }

    public required LocalizedText Name { get; init; }

    /// <summary>Other spellings, those of the source documents included.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    public GeoPoint? Location { get; init; }

    /// <summary>Ids of countries.</summary>
    public IReadOnlyList<string> Countries { get; init; } = [];

    /// <summary>Ids of borders that it lies on.</summary>
    public IReadOnlyList<string> Borders { get; init; } = [];

    /// <summary>What each source says.</summary>
    public IReadOnlyList<Claim> Claims { get; init; } = [];

    /// <summary>Claims that disagree, with the one followed.</summary>
    public IReadOnlyList<Conflict> Conflicts { get; init; } = [];
}
