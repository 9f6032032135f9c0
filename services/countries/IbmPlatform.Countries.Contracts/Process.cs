using IbmPlatform.Values;

namespace IbmPlatform.Countries.Contracts;

/// <summary>A dialogue between states, or a platform or panel of one.</summary>
public sealed record Process : IClaimed
{
    /// <summary><c>process/prague</c>.</summary>
    public required string Id { get; init; }

    public required ProcessKind Kind { get; init; }

    /// <summary>Id of a process.</summary>
    public string? Parent { get; init; }

    public required LocalizedText Name { get; init; }

    /// <summary>Ids of countries.</summary>
    public IReadOnlyList<string> Participants { get; init; } = [];

    /// <summary>Ids of organisations.</summary>
    public IReadOnlyList<string> Organisations { get; init; } = [];

    /// <summary>What each source says.</summary>
    public IReadOnlyList<Claim> Claims { get; init; } = [];

    /// <summary>Claims that disagree, with the one followed.</summary>
    public IReadOnlyList<Conflict> Conflicts { get; init; } = [];
}
