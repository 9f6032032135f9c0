using IbmPlatform.Values;

namespace IbmPlatform.ServiceDefaults.Filtering;

/// <summary>The SDL of the filters, the same in every subgraph.</summary>
public static class FiltersSdl
{
    /// <summary>The text of <c>filters.graphql</c>.</summary>
    public static string Text { get; } = EmbeddedText.Read(typeof(FiltersSdl), "IbmPlatform.ServiceDefaults.Filtering.filters.graphql");
}
