using System.Text.Json.Serialization;
using IbmPlatform.Values;

namespace IbmPlatform.Reports.Contracts;

/// <summary>What an organisation did for a publication.</summary>
[JsonConverter(typeof(UpperSnakeEnumConverter<PublicationRoleKind>))]
public enum PublicationRoleKind
{
    Publisher,
    Author,
    Supporter,
    Endorser,
}
