using IbmPlatform.Values.Totals;

namespace IbmPlatform.Reports;

/// <summary>The line behind what a total counts: the funding service's.</summary>
internal static class LineFields
{
    public static object? Line(CountedLine parent) => Nodes.ReferenceTo(parent.LineId);
}
