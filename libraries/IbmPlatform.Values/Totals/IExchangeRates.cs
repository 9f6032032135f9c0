namespace IbmPlatform.Values.Totals;

/// <summary>The rates that the operator has loaded from a named source.</summary>
public interface IExchangeRates
{
    /// <summary>The rate for a date; null where none covers it, or where the line has no date.</summary>
    RateUse? Find(string from, string to, PartialDate? date);
}
