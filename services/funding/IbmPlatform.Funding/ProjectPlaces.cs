using IbmPlatform.Projects.Contracts;

namespace IbmPlatform.Funding;

/// <summary>Where a project works: what this service keeps of the projects service's events.</summary>
/// <param name="Id">Id of the project.</param>
/// <param name="Beneficiaries">The beneficiary countries with their stated shares.</param>
internal sealed record ProjectPlaces(string Id, IReadOnlyList<CountryShare> Beneficiaries)
{
    public static ProjectPlaces Of(Project project) => new(
        project.Id,
        [.. project.Countries.Where(place => place.Role == CountryRole.Beneficiary).Select(place => new CountryShare(place.Country, place.SharePercent))]);

    /// <summary>The part of the project that a country is, in percent: all of it where it is the only one, else as stated; null where nobody says.</summary>
    public decimal? PartOf(string country) => Beneficiaries switch
    {
        [var only] when only.Country == country => 100m,
        _ => Beneficiaries.FirstOrDefault(share => share.Country == country)?.SharePercent,
    };
}

/// <summary>A country of a project.</summary>
/// <param name="Country">Id of the country.</param>
/// <param name="SharePercent">Null where no source states it.</param>
internal sealed record CountryShare(string Country, decimal? SharePercent);
