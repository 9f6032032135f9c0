using IbmPlatform.Values;

namespace IbmPlatform.Projects.Contracts;

/// <summary>Whom a project works with, or who benefits in the end.</summary>
public sealed record TargetGroup : IClaimed
{
    /// <summary><c>target-group/eap-cb/1</c>.</summary>
    public required string Id { get; init; }

    public required LocalizedText Text { get; init; }

    /// <summary>Id of the country that the group is named for.</summary>
    public string? Country { get; init; }

    /// <summary>Only where appropriate, as the source says.</summary>
    public required bool Conditional { get; init; }

    /// <summary>What each source says.</summary>
    public IReadOnlyList<Claim> Claims { get; init; } = [];

    /// <summary>Claims that disagree, with the one followed.</summary>
    public IReadOnlyList<Conflict> Conflicts { get; init; } = [];
}
