using System.Text.Json.Serialization;
using IbmPlatform.Values;

namespace IbmPlatform.Projects.Contracts;

/// <summary>How far a record has come on its way to the public.</summary>
[JsonConverter(typeof(UpperSnakeEnumConverter<PublicationState>))]
public enum PublicationState
{
    Draft,
    Submitted,
    Approved,
    Published,
    Withdrawn,
}
