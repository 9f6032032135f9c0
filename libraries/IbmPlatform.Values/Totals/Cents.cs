namespace IbmPlatform.Values.Totals;

/// <summary>Rounding of computed amounts.</summary>
public static class Cents
{
    /// <summary>To two decimal places, halves away from zero.</summary>
    public static decimal Of(decimal amount) => Math.Round(amount, 2, MidpointRounding.AwayFromZero);
}
