using IbmPlatform.Values;

namespace IbmPlatform.Stakeholders.Contracts;

/// <summary>What sources say about a role in a project without naming anybody, such as an empty heading.</summary>
public sealed record ParticipationClaims
{
    /// <summary><c>participation-claims/silk-routes/implementer</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Id of the project.</summary>
    public required string Project { get; init; }

    /// <summary>The role that nobody is named for.</summary>
    public required ParticipationRole Role { get; init; }

    /// <summary>Claims that name no organisation.</summary>
    public IReadOnlyList<Claim> Claims { get; init; } = [];
}
