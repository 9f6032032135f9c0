using System.Text.Json.Serialization;
using IbmPlatform.Values;

namespace IbmPlatform.Projects.Contracts;

/// <summary>An indicator before the project.</summary>
public sealed record IndicatorBaseline
{
    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString)]
    public decimal? Value { get; init; }

    public PartialDate? Date { get; init; }

    public LocalizedText? Comment { get; init; }
}
