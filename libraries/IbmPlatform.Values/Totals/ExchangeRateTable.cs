namespace IbmPlatform.Values.Totals;

/// <summary>
/// Loaded rates. A line takes the rate published for its date; else the most precise one of a month or year that covers it. A line known
/// only to the month or year takes a rate for exactly that month or year, never one of a day within.
/// </summary>
public sealed class ExchangeRateTable : IExchangeRates
{
    private readonly ILookup<(string From, string To), RateUse> rates;

    /// <summary>Of two rates that fit equally, the first stands.</summary>
    public ExchangeRateTable(IEnumerable<RateUse> rates) => this.rates = rates.ToLookup(rate => (rate.From, rate.To));

    /// <inheritdoc/>
    public RateUse? Find(string from, string to, PartialDate? date) => date is not { } day
        ? null
        : rates[(from, to)].Where(rate => rate.Date.Covers(day)).MaxBy(rate => rate.Date.Precision);
}
