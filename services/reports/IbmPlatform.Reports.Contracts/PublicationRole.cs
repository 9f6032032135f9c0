namespace IbmPlatform.Reports.Contracts;

/// <summary>An organisation's part in a publication.</summary>
public sealed record PublicationRole
{
    /// <summary>Id of the organisation.</summary>
    public string? Organisation { get; init; }

    public required PublicationRoleKind Role { get; init; }
}
