using IbmPlatform.GraphQL.Execution;
using IbmPlatform.ServiceDefaults.Schema;
using IbmPlatform.Values.Totals;

namespace IbmPlatform.Funding;

/// <summary>What this service adds to a country.</summary>
public static class CountryFields
{
    /// <summary>The money of its projects on one basis.</summary>
    public static Task<IReadOnlyList<ExplainedTotal>> FundingAsync(
        IReadOnlyList<CountryReference> parents, FundingBasis basis, string? currency, FundingTotals totals, ResolverContext context, CancellationToken cancellationToken) =>
        totals.InPresent(context).OfCountriesAsync([.. parents.Select(c => c.Id)], basis, currency, cancellationToken);
}
