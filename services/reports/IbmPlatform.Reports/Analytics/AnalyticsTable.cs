using IbmPlatform.ServiceDefaults.Filtering;
using IbmPlatform.Values;
using IbmPlatform.Values.Totals;

namespace IbmPlatform.Reports.Analytics;

/// <summary>Projects divided into rows.</summary>
/// <param name="Rows">By the cells' keys; what is not stated last.</param>
/// <param name="Sum">Computes the total over all rows, each line counted once.</param>
internal sealed record AnalyticsTable(
    IReadOnlyList<Dimension> Dimensions, DateTimeOffset ComputedAt, IReadOnlyList<AnalyticsRow> Rows, Func<ExplainedTotal> Sum);

/// <summary>One row.</summary>
/// <param name="Months">Null where no project's duration is known.</param>
/// <param name="MonthsNotes">How months were counted where the sources leave it open.</param>
/// <param name="Money">The row's total, computed when first asked for.</param>
internal sealed record AnalyticsRow(IReadOnlyList<AnalyticsCell> Cells, int ProjectCount, int? Months, IReadOnlyList<string> MonthsNotes, Lazy<ExplainedTotal> Money)
{
    /// <summary>Tells rows of one table apart; no key contains the separator or is the sign for none.</summary>
    public string Id { get; } = string.Join('|', Cells.Select(c => c.Key ?? "?"));
}

/// <summary>A row's key in one dimension.</summary>
internal sealed record AnalyticsCell(Dimension Dimension, string? Key, LocalizedText? Label);

/// <summary>One key of an order of rows.</summary>
internal sealed record AnalyticsOrder(SortDirection? ProjectCount, SortDirection? Months, SortDirection? Total, SortDirection? Key);
