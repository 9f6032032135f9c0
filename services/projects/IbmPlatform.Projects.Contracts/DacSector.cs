using System.Text.Json.Serialization;

namespace IbmPlatform.Projects.Contracts;

/// <summary>A sector code of the OECD DAC.</summary>
public sealed record DacSector
{
    /// <summary>IATI code of the vocabulary: 1 for five digits, 2 for three.</summary>
    public required string Vocabulary { get; init; }

    public required string Code { get; init; }

    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString)]
    public decimal? SharePercent { get; init; }
}
