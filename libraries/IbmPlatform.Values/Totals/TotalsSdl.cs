namespace IbmPlatform.Values.Totals;

/// <summary>The SDL of totals, the same in every subgraph that computes one.</summary>
public static class TotalsSdl
{
    /// <summary>The text of <c>totals.graphql</c>. It names <c>FundingLine</c>, which the subgraph defines, and goes with <see cref="ValuesSdl.Text"/>.</summary>
    public static string Text { get; } = EmbeddedText.Read(typeof(TotalsSdl), "IbmPlatform.Values.totals.graphql");
}
