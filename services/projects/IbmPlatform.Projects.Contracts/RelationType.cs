using System.Text.Json.Serialization;
using IbmPlatform.Values;

namespace IbmPlatform.Projects.Contracts;

/// <summary>What another project is to this one (IATI related activity types, and the order in time).</summary>
[JsonConverter(typeof(UpperSnakeEnumConverter<RelationType>))]
public enum RelationType
{
    Parent,
    Child,
    Sibling,
    CoFunded,
    ThirdParty,
    Predecessor,
    Successor,
}
