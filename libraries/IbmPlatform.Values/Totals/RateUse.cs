namespace IbmPlatform.Values.Totals;

/// <summary>An exchange rate: one unit of <paramref name="From"/> is <paramref name="Rate"/> units of <paramref name="To"/>.</summary>
/// <param name="From">ISO 4217.</param>
/// <param name="To">ISO 4217.</param>
/// <param name="Rate">Units of <paramref name="To"/>.</param>
/// <param name="Date">The day or month that the rate was published for.</param>
/// <param name="Source">Who published it.</param>
public sealed record RateUse(string From, string To, decimal Rate, PartialDate Date, string Source);
