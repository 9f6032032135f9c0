using System.Text.Json.Serialization;
using IbmPlatform.Values;

namespace IbmPlatform.Funding.Contracts;

/// <summary>A rate that the operator loaded from a named source: one unit of <see cref="From"/> is so many of <see cref="To"/>.</summary>
public sealed record ExchangeRate
{
    public required string Id { get; init; }

    /// <summary>ISO 4217.</summary>
    public required string From { get; init; }

    /// <summary>ISO 4217.</summary>
    public required string To { get; init; }

    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString)]
    public required decimal Rate { get; init; }

    /// <summary>The day, month or year that the rate holds for.</summary>
    public required PartialDate Date { get; init; }

    /// <summary>Who publishes the rate.</summary>
    public required string Source { get; init; }
}
