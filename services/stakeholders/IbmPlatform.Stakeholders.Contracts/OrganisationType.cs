using System.Text.Json.Serialization;
using IbmPlatform.Values;

namespace IbmPlatform.Stakeholders.Contracts;

/// <summary>What kind of body it is (IATI organisation types).</summary>
[JsonConverter(typeof(UpperSnakeEnumConverter<OrganisationType>))]
public enum OrganisationType
{
    Government,
    LocalGovernment,
    OtherPublicSector,
    InternationalNgo,
    NationalNgo,
    RegionalNgo,
    PartnerCountryBasedNgo,
    PublicPrivatePartnership,
    Multilateral,
    Foundation,
    PrivateSector,
    AcademicTrainingAndResearch,
    Other,
}
