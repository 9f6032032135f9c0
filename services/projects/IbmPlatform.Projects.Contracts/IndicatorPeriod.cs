using System.Text.Json.Serialization;
using IbmPlatform.Values;

namespace IbmPlatform.Projects.Contracts;

/// <summary>Target and actual value of an indicator over a time.</summary>
public sealed record IndicatorPeriod : IClaimed
{
    public required string Id { get; init; }

    public required PartialDate Start { get; init; }

    public required PartialDate End { get; init; }

    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString)]
    public decimal? Target { get; init; }

    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString)]
    public decimal? Actual { get; init; }

    public LocalizedText? Comment { get; init; }

    public IReadOnlyList<Disaggregation> Disaggregations { get; init; } = [];

    /// <summary>What each source says.</summary>
    public IReadOnlyList<Claim> Claims { get; init; } = [];

    /// <summary>Claims that disagree, with the one followed.</summary>
    public IReadOnlyList<Conflict> Conflicts { get; init; } = [];
}
