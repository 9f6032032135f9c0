using IbmPlatform.GraphQL.Execution;
using IbmPlatform.ServiceDefaults.Paging;
using IbmPlatform.Values.Totals;

namespace IbmPlatform.ServiceDefaults.Schema;

/// <summary>Binds <c>totals.graphql</c>.</summary>
public static class TotalFields
{
    /// <summary>Binds all of it but <c>FundingLine</c>.</summary>
    /// <param name="b">The binder.</param>
    /// <param name="line">Resolves <c>CountedLine.line</c> from <see cref="CountedLine.LineId"/>.</param>
    public static SchemaBinder AddTotals(this SchemaBinder b, Type line)
    {
        b.Object<ExplainedTotal>("ExplainedTotal", typeof(TotalLines)).Object<Exclusion>("Exclusion", typeof(ExcludedLines));
        b.Object<CountedLine>("CountedLine", line).Object<RateUse>("RateUse").Connection<CountedLine>("CountedLine");
        return b.Enum<FundingBasis>("FundingBasis").Enum<ExclusionReason>("ExclusionReason");
    }
}

/// <summary>Pages of the lines in a total.</summary>
public static class TotalLines
{
    /// <summary>By id.</summary>
    public static Connection<CountedLine> Lines(ExplainedTotal parent, int? first, string? after) =>
        Keyset.PageOf(parent.Lines, line => line.LineId, PageRequest.Of(first, after), "counted lines");
}

/// <summary>Pages of the lines left out of a total.</summary>
public static class ExcludedLines
{
    /// <summary>By id.</summary>
    public static Connection<CountedLine> Lines(Exclusion parent, int? first, string? after) =>
        Keyset.PageOf(parent.Lines, line => line.LineId, PageRequest.Of(first, after), $"lines out for {parent.Reason}");
}
