using System.Text.Json.Serialization;
using IbmPlatform.Values;

namespace IbmPlatform.Projects.Contracts;

/// <summary>What an indicator's values are (IATI indicator measures).</summary>
[JsonConverter(typeof(UpperSnakeEnumConverter<IndicatorMeasure>))]
public enum IndicatorMeasure
{
    Unit,
    Percentage,
    Nominal,
    Ordinal,
    Qualitative,
}
