using System.Text.Json.Serialization;
using IbmPlatform.Values;

namespace IbmPlatform.Projects.Contracts;

/// <summary>What a country is to a project.</summary>
[JsonConverter(typeof(UpperSnakeEnumConverter<CountryRole>))]
public enum CountryRole
{
    Beneficiary,
    Partner,
    Other,
}
