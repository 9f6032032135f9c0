namespace IbmPlatform.Values.Totals;

/// <summary>A stated amount of money as a total sees it.</summary>
/// <param name="Id">Id of the budget, contribution or transaction.</param>
/// <param name="ProjectId">The project that it belongs to.</param>
/// <param name="Amount">Null where no source states it; see <see cref="SharePercent"/>.</param>
public sealed record TotalLine(string Id, string ProjectId, Money? Amount)
{
    /// <summary>The date whose exchange rate holds; null where none is stated.</summary>
    public PartialDate? ValueDate { get; init; }

    /// <summary>A stated share, in percent, of <see cref="ShareOf"/>; it gives the amount where none is stated.</summary>
    public decimal? SharePercent { get; init; }

    /// <summary>The amount that <see cref="SharePercent"/> is a share of.</summary>
    public Money? ShareOf { get; init; }

    /// <summary>Id of the line that this one revises.</summary>
    public string? Revises { get; init; }

    /// <summary>Id of the line that this one is part of.</summary>
    public string? PartOf { get; init; }

    /// <summary>Id of the line that is the same money seen from the other side.</summary>
    public string? SameMoneyAs { get; init; }

    /// <summary>The amount as stated, else as the stated share gives it, to the cent (halves away from zero); null where neither is known.</summary>
    public Money? Worth => Amount ?? (SharePercent is { } share && ShareOf is { } whole
        ? whole with { Amount = Cents.Of(whole.Amount * share / 100m) }
        : null);
}
