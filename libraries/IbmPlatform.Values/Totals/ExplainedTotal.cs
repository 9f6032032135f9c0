namespace IbmPlatform.Values.Totals;

/// <summary>A sum of money with the lines that are in it, those that are not, and why.</summary>
/// <param name="Value">Null where no line could be counted.</param>
/// <param name="Basis">The kind of money.</param>
/// <param name="Lines">The counted lines, by id.</param>
/// <param name="Excluded">The others by reason, lines by id.</param>
/// <param name="ProjectsNotStated">Projects in question for which no amount on this basis is stated.</param>
public sealed record ExplainedTotal(
    Money? Value,
    FundingBasis Basis,
    IReadOnlyList<CountedLine> Lines,
    IReadOnlyList<Exclusion> Excluded,
    int ProjectsNotStated)
{
    /// <summary>How many lines are in the value.</summary>
    public int IncludedCount => Lines.Count;

    /// <summary>Each exchange rate in use once, by currency and date.</summary>
    public IReadOnlyList<RateUse> Rates => [.. Lines.Select(line => line.Rate).OfType<RateUse>().Distinct().OrderBy(rate => rate.From, StringComparer.Ordinal).ThenBy(rate => rate.Date)];
}

/// <summary>A line in a total.</summary>
/// <param name="LineId">Id of the budget, contribution or transaction.</param>
/// <param name="Counted">What the total counts of it, in the total's currency, to the cent.</param>
/// <param name="SharePercent">The part counted, where that is less than the whole.</param>
/// <param name="Rate">The exchange rate, where the line is in another currency.</param>
public sealed record CountedLine(string LineId, Money Counted, decimal? SharePercent, RateUse? Rate);

/// <summary>The lines that one reason keeps out of a total; <see cref="CountedLine.Counted"/> of each is zero.</summary>
public sealed record Exclusion(ExclusionReason Reason, IReadOnlyList<CountedLine> Lines)
{
    /// <summary>How many lines.</summary>
    public int Count => Lines.Count;
}
