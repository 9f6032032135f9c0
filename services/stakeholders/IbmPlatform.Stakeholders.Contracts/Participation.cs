using IbmPlatform.Values;

namespace IbmPlatform.Stakeholders.Contracts;

/// <summary>An organisation's part in a project.</summary>
public sealed record Participation : IClaimed
{
    /// <summary><c>participation/bomca-9/latvia-state-border-guard-consortium-lead</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Id of the organisation; null where the source does not name it.</summary>
    public string? Organisation { get; init; }

    /// <summary>The organisation as the source labels it.</summary>
    public string? OrganisationLabel { get; init; }

    /// <summary>Id of the project.</summary>
    public required string Project { get; init; }

    public required ParticipationRole Role { get; init; }

    public IatiOrganisationRole? IatiRole { get; init; }

    /// <summary>What each source says.</summary>
    public IReadOnlyList<Claim> Claims { get; init; } = [];

    /// <summary>Claims that disagree, with the one followed.</summary>
    public IReadOnlyList<Conflict> Conflicts { get; init; } = [];
}
