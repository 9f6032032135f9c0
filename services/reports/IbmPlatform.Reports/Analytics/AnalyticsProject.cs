using IbmPlatform.Projects.Contracts;
using IbmPlatform.Reports.Following;

namespace IbmPlatform.Reports.Analytics;

/// <summary>A project with what others know of it.</summary>
internal sealed record AnalyticsProject(Project Project, IReadOnlyList<FollowedLine> Lines, IReadOnlyList<FollowedParticipation> Participations)
{
    /// <summary>The countries that it is for, each once.</summary>
    public IReadOnlyList<ProjectCountry> Beneficiaries { get; } =
        [.. Project.Countries.Where(c => c.Role == CountryRole.Beneficiary).DistinctBy(c => c.Country, StringComparer.Ordinal)];

    /// <summary>
    /// The part of it that a country is, in percent: all of it where it is the only one, else as stated; null where nobody says. The funding
    /// service's totals of a country take the same.
    /// </summary>
    public decimal? PartOf(string country) => Beneficiaries switch
    {
        [var only] when only.Country == country => Place.Whole,
        _ => Beneficiaries.FirstOrDefault(c => c.Country == country)?.SharePercent,
    };
}
