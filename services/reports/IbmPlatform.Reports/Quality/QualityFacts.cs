using IbmPlatform.Projects.Contracts;
using IbmPlatform.Reports.Following;
using IbmPlatform.Values;

namespace IbmPlatform.Reports.Quality;

/// <summary>What rules look at.</summary>
/// <param name="Project">The project.</param>
/// <param name="Lines">Its budgets, contributions and transactions.</param>
/// <param name="Participations">Who takes part.</param>
/// <param name="Documents">The documents that its facts are read from, as far as they are known.</param>
/// <param name="Names">What its countries are called.</param>
internal sealed record QualityFacts(
    Project Project, IReadOnlyList<FollowedLine> Lines, IReadOnlyList<FollowedParticipation> Participations, IReadOnlyList<FollowedDocument> Documents,
    IReadOnlyDictionary<string, LocalizedText> Names)
{
    public IReadOnlyList<ProjectCountry> Beneficiaries { get; } = [.. Project.Countries.Where(c => c.Role == CountryRole.Beneficiary)];

    /// <summary>The claims of the project and of its parts.</summary>
    public static IEnumerable<Claim> ClaimsOf(Project project) =>
    [
        .. project.Claims, .. project.Countries.SelectMany(c => c.Claims), .. project.TargetGroups.SelectMany(g => g.Claims),
        .. project.FinalBeneficiaries.SelectMany(g => g.Claims),
        .. project.Results.SelectMany(r => r.Indicators).SelectMany(i => i.Periods).SelectMany(p => p.Claims),
    ];
}
