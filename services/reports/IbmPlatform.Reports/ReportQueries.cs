using IbmPlatform.GraphQL.Execution;
using IbmPlatform.Reports.Analytics;
using IbmPlatform.Reports.Changes;
using IbmPlatform.Reports.Contracts;
using IbmPlatform.Reports.Following;
using IbmPlatform.Reports.Overlaps;
using IbmPlatform.Reports.Search;
using IbmPlatform.ServiceDefaults.Aggregates;
using IbmPlatform.ServiceDefaults.Paging;
using IbmPlatform.ServiceDefaults.Schema;
using IbmPlatform.Values.Totals;

namespace IbmPlatform.Reports;

/// <summary>The service's root fields.</summary>
internal static class ReportQueries
{
    public static Task<Connection<Stored<Report>>> ReportsAsync(
        ReportFilter? where, int? first, string? after, ResolverContext context, ReportStore store, CancellationToken cancellationToken) =>
        store.PageAsync(where, PageRequest.Of(first, after).For(context), context.RequestContext.AsOf, cancellationToken);

    public static Task<IReadOnlyList<Publication>> PublicationsAsync(ResolverContext context, ReportStore store, CancellationToken cancellationToken) =>
        store.AllPublicationsAsync(context.RequestContext.AsOf, cancellationToken);

    public static Task<AnalyticsTable> AnalyticsAsync(
        IReadOnlyList<Dimension> by, ProjectFilter? where, FundingBasis basis, Allocation allocation, string currency, ResolverContext context,
        AnalyticsTables tables, CancellationToken cancellationToken)
    {
        PastReading.Refuse(context);
        return tables.OfProjectsAsync(AnalyticsQuestion.Of(by, basis, allocation, currency), where, cancellationToken);
    }

    public static async Task<Connection<Overlap>> OverlapsAsync(
        ProjectFilter? where, double? minimumScore, int? first, string? after, ResolverContext context, OverlapFinder finder,
        CancellationToken cancellationToken)
    {
        PastReading.Refuse(context);
        var page = PageRequest.Of(first, after);
        return Keyset.PageOf(await finder.AmongAsync(where, minimumScore, cancellationToken).ConfigureAwait(false), o => o.Id, page, "overlaps");
    }

    public static async Task<Connection<SearchHit>> SearchAsync(
        string query, IReadOnlyList<EntityType>? types, int? first, string? after, ResolverContext context, SearchStore store,
        CancellationToken cancellationToken)
    {
        PastReading.Refuse(context);
        var page = PageRequest.Of(first, after);
        return Keyset.PageOf(await store.FindAsync(SearchQuestion.Of(query), types, cancellationToken).ConfigureAwait(false), hit => hit.Id, page, $"search {query}");
    }

    public static Task<Connection<FeedChange>> ChangesAsync(
        string? after, IReadOnlyList<EntityType>? types, string? owner, int? first, ResolverContext context, ChangeStore store,
        CancellationToken cancellationToken)
    {
        PastReading.Refuse(context);
        return store.PageAsync(types, owner, PageRequest.Of(first ?? PageRequest.MaxSize, after).For(context), cancellationToken);
    }
}
