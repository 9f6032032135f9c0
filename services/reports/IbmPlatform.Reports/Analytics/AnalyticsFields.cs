using IbmPlatform.GraphQL.Execution;
using IbmPlatform.ServiceDefaults.Filtering;
using IbmPlatform.ServiceDefaults.Paging;
using IbmPlatform.ServiceDefaults.Schema;
using IbmPlatform.Values.Totals;

namespace IbmPlatform.Reports.Analytics;

/// <summary>Resolves a table.</summary>
internal static class AnalyticsTableFields
{
    public static Connection<AnalyticsRow> Rows(AnalyticsTable parent, int? first, string? after, IReadOnlyList<AnalyticsOrder>? orderBy) =>
        Keyset.PageOf(
            Order(parent.Rows, orderBy ?? []), row => row.Id, PageRequest.Of(first, after),
            $"rows by {string.Join(',', parent.Dimensions)} in the order {string.Join(',', orderBy ?? [])}");

    public static ExplainedTotal Total(AnalyticsTable parent) => parent.Sum();

    /// <summary>The rows come in the order of their keys, which a stable sort keeps wherever the order asked for says nothing.</summary>
    private static List<AnalyticsRow> Order(IReadOnlyList<AnalyticsRow> rows, IReadOnlyList<AnalyticsOrder> orderBy)
    {
        IEnumerable<AnalyticsRow> ordered = rows;
        foreach (var order in orderBy.Reverse())
        {
            ordered = order switch
            {
                { ProjectCount: { } direction } => Sort(ordered, row => row.ProjectCount, direction),
                { Months: { } direction } => Sort(ordered, row => row.Months, direction),
                { Total: { } direction } => Sort(ordered, row => row.Money.Value.Value?.Amount, direction),
                var byKey => Sort(ordered, RankOf(rows), byKey.Key ?? SortDirection.Asc),
            };
        }
        return [.. ordered];
    }

    private static Func<AnalyticsRow, int> RankOf(IReadOnlyList<AnalyticsRow> rows)
    {
        var ranks = rows.Select((row, i) => (row.Id, Rank: i)).ToDictionary(r => r.Id, r => r.Rank, StringComparer.Ordinal);
        return row => ranks[row.Id];
    }

    private static IEnumerable<AnalyticsRow> Sort<T>(IEnumerable<AnalyticsRow> rows, Func<AnalyticsRow, T> by, SortDirection direction) =>
        direction == SortDirection.Desc ? rows.OrderByDescending(by) : rows.OrderBy(by);
}

/// <summary>Resolves a row.</summary>
internal static class AnalyticsRowFields
{
    public static ExplainedTotal Total(AnalyticsRow parent) => parent.Money.Value;
}

/// <summary>Resolves a row's key.</summary>
internal static class AnalyticsCellFields
{
    /// <summary>The entity behind the key; null where the dimension is of none.</summary>
    public static object? Node(AnalyticsCell parent) => parent.Key is { } id && IsEntity(parent.Dimension) ? Nodes.ReferenceTo(id) : null;

    private static bool IsEntity(Dimension dimension) => dimension is not (Dimension.StartYear or Dimension.Year or Dimension.Status);
}

/// <summary>What this service computes for a country.</summary>
internal static class CountryFields
{
    public static Task<IReadOnlyList<AnalyticsTable>> AnalyticsAsync(
        IReadOnlyList<CountryReference> parents, IReadOnlyList<Dimension> by, ResolverContext context, AnalyticsTables tables,
        CancellationToken cancellationToken)
    {
        PastReading.Refuse(context);
        return tables.OfCountriesAsync([.. parents.Select(p => p.Id)], by, cancellationToken);
    }
}
