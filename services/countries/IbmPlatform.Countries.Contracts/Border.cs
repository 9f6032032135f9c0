using IbmPlatform.Values;

namespace IbmPlatform.Countries.Contracts;

/// <summary>A border between two countries. Its areas are read from their side.</summary>
public sealed record Border : IClaimed
{
    /// <summary>Both alpha-2 codes in alphabetical order: <c>border/AZ-GE</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Ids of the two countries.</summary>
    public IReadOnlyList<string> Countries { get; init; } = [];

    public required BorderKind Kind { get; init; }

    /// <summary>What each source says.</summary>
    public IReadOnlyList<Claim> Claims { get; init; } = [];

    /// <summary>Claims that disagree, with the one followed.</summary>
    public IReadOnlyList<Conflict> Conflicts { get; init; } = [];
}
