using IbmPlatform.Funding.Contracts;
using IbmPlatform.GraphQL.Execution;
using IbmPlatform.ServiceDefaults.Paging;
using IbmPlatform.ServiceDefaults.Schema;

namespace IbmPlatform.Funding;

/// <summary>The service's root fields.</summary>
public static class FundingQueries
{
    /// <summary>Instruments by id.</summary>
    public static Task<IReadOnlyList<Instrument>> InstrumentsAsync(FundingStore store, ResolverContext context, CancellationToken cancellationToken) =>
        store.AllInstrumentsAsync(context.RequestContext.AsOf, cancellationToken);

    /// <summary>A page of contributions by id.</summary>
    public static Task<Connection<Contribution>> ContributionsAsync(
        ContributionFilter? where, int? first, string? after, FundingStore store, ResolverContext context, CancellationToken cancellationToken) =>
        store.PageAsync(where, PageRequest.Of(first, after).For(context), context.RequestContext.AsOf, cancellationToken);
}
