using System.Text.Json.Serialization;
using IbmPlatform.Values;

namespace IbmPlatform.Countries.Contracts;

/// <summary>Who draws the region.</summary>
[JsonConverter(typeof(UpperSnakeEnumConverter<RegionKind>))]
public enum RegionKind
{
    Policy,
    Geographic,
    Dac,
}
