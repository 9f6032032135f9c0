using System.Text.Json.Serialization;

namespace IbmPlatform.Projects.Contracts;

/// <summary>A part of an indicator's value, such as women among those trained.</summary>
public sealed record Disaggregation
{
    public required string Dimension { get; init; }

    public required string Key { get; init; }

    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString)]
    public decimal? Target { get; init; }

    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString)]
    public decimal? Actual { get; init; }
}
