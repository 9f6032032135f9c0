using IbmPlatform.Projects.Contracts;
using IbmPlatform.Values;

namespace IbmPlatform.Reports.Claims;

/// <summary>What sources say about one entity and its parts: this service hears of all entities, and finds a claim by its id for any of them.</summary>
/// <param name="Id">Id of the entity.</param>
/// <param name="Claims">Its own and those of its parts.</param>
internal sealed record FollowedClaims(string Id, IReadOnlyList<Claim> Claims)
{
    public static FollowedClaims Of(Project project) => new(
        project.Id,
        [
            .. project.Claims,
            .. project.Countries.SelectMany(country => country.Claims),
            .. project.TargetGroups.Concat(project.FinalBeneficiaries).SelectMany(group => group.Claims),
            .. project.Results.SelectMany(result => result.Indicators).SelectMany(indicator => indicator.Periods).SelectMany(period => period.Claims),
        ]);
}
