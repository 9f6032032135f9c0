using IbmPlatform.Values;

namespace IbmPlatform.Funding.Contracts;

/// <summary>A financing instrument of a donor.</summary>
public sealed record Instrument : IClaimed
{
    /// <summary><c>instrument/enpi</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The donor's abbreviation.</summary>
    public required string Code { get; init; }

    public required LocalizedText Name { get; init; }

    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Id of an instrument.</summary>
    public string? Parent { get; init; }

    /// <summary>Id of an organisation.</summary>
    public string? Donor { get; init; }

    public Period? Period { get; init; }

    /// <summary>What each source says.</summary>
    public IReadOnlyList<Claim> Claims { get; init; } = [];

    /// <summary>Claims that disagree, with the one followed.</summary>
    public IReadOnlyList<Conflict> Conflicts { get; init; } = [];
}
