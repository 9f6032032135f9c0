using System.Text.Json.Serialization;
using IbmPlatform.Values;

namespace IbmPlatform.Stakeholders.Contracts;

/// <summary>IATI organisation role.</summary>
[JsonConverter(typeof(UpperSnakeEnumConverter<IatiOrganisationRole>))]
public enum IatiOrganisationRole
{
    Funding,
    Accountable,
    Extending,
    Implementing,
}
