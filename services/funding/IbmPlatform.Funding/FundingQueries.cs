using IbmPlatform.Funding.Contracts;
using IbmPlatform.ServiceDefaults.Paging;

namespace IbmPlatform.Funding;

/// <summary>The service's root fields.</summary>
public static class FundingQueries
{
    /// <summary>Instruments by id.</summary>
    public static Task<IReadOnlyList<Instrument>> InstrumentsAsync(FundingStore store, CancellationToken cancellationToken) =>
        store.AllInstrumentsAsync(cancellationToken);

    /// <summary>A page of contributions by id.</summary>
    public static Task<Connection<Contribution>> ContributionsAsync(
        ContributionFilter? where, int? first, string? after, FundingStore store, CancellationToken cancellationToken) =>
        store.PageAsync(where, PageRequest.Of(first, after), cancellationToken);
}
