using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Execution;
using IbmPlatform.Values.Totals;

namespace IbmPlatform.Reports.Analytics;

/// <summary>What a table is asked for.</summary>
internal sealed record AnalyticsQuestion(IReadOnlyList<Dimension> By, FundingBasis Basis, Allocation Allocation, string Currency)
{
    // Rows multiply with each dimension: three suffice for a table that a person reads.
    private const int MaxDimensions = 3;

    /// <exception cref="GraphQLException">There are no dimensions, too many, or one twice.</exception>
    public static AnalyticsQuestion Of(IReadOnlyList<Dimension> by, FundingBasis basis, Allocation allocation, string currency)
    {
        if (by.Count is 0 or > MaxDimensions || by.Distinct().Count() != by.Count)
        {
            throw new GraphQLException(
                $"by has {by.Count} dimension(s){(by.Distinct().Count() < by.Count ? ", one of them twice" : "")}; expected 1 to {MaxDimensions} different ones. "
                + "Ask for further tables under other aliases.",
                "BAD_USER_INPUT");
        }
        return new(by, basis, allocation, currency);
    }
}
