using System.Text.Json.Serialization;
using IbmPlatform.Values;

namespace IbmPlatform.Countries.Contracts;

/// <summary>What a border runs over.</summary>
[JsonConverter(typeof(UpperSnakeEnumConverter<BorderKind>))]
public enum BorderKind
{
    Land,

    Sea,

    Air,

    /// <summary>No source says.</summary>
    Unspecified,
}
