using IbmPlatform.Values;

namespace IbmPlatform.Projects.Contracts;

/// <summary>How a result is measured.</summary>
public sealed record Indicator
{
    public required string Id { get; init; }

    public required LocalizedText Title { get; init; }

    public required IndicatorMeasure Measure { get; init; }

    /// <summary>A higher value is better.</summary>
    public required bool Ascending { get; init; }

    public IndicatorBaseline? Baseline { get; init; }

    public IReadOnlyList<IndicatorPeriod> Periods { get; init; } = [];
}
