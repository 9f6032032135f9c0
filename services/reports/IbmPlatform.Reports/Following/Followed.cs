using IbmPlatform.Countries.Contracts;
using IbmPlatform.Projects.Contracts;
using IbmPlatform.Stakeholders.Contracts;
using IbmPlatform.Values;

namespace IbmPlatform.Reports.Following;

/// <summary>What an entity is called.</summary>
internal sealed record Named(string Id, LocalizedText Name);

/// <summary>What this service keeps of a region.</summary>
internal sealed record FollowedRegion(string Id, RegionKind Kind, IReadOnlyList<string> Countries)
{
    public static FollowedRegion Of(Region region) => new(region.Id, region.Kind, region.Countries);
}

/// <summary>What this service keeps of a source document.</summary>
internal sealed record FollowedDocument(string Id, LocalizedText Title, string? Licence)
{
    public static FollowedDocument Of(SourceDocument document) => new(document.Id, document.Title, document.Licence);
}

/// <summary>What this service keeps of a participation.</summary>
internal sealed record FollowedParticipation(string Id, string Project, string? Organisation, ParticipationRole Role, IatiOrganisationRole? IatiRole)
{
    public static FollowedParticipation Of(Participation participation) =>
        new(participation.Id, participation.Project, participation.Organisation, participation.Role, participation.IatiRole);
}
