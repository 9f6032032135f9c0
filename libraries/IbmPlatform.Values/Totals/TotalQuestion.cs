namespace IbmPlatform.Values.Totals;

/// <summary>What a total is asked over.</summary>
/// <param name="Basis">The kind of money that the lines are.</param>
/// <param name="ProjectIds">The projects in question, those without a line among them.</param>
public sealed record TotalQuestion(FundingBasis Basis, IReadOnlyCollection<string> ProjectIds)
{
    /// <summary>The currency that the total is wanted in; null takes the lines' own where they share one, else <see cref="DefaultCurrency"/>.</summary>
    public string? Currency { get; init; }

    /// <summary>
    /// The part of a project, in percent, that the question is about; null where no source states it. Null itself: projects whole.
    /// </summary>
    public Func<string, decimal?>? PartOfProject { get; init; }

    /// <summary>What lines of several currencies are summed in where the caller names none.</summary>
    public const string DefaultCurrency = "EUR";
}
