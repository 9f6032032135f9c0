namespace IbmPlatform.ServiceDefaults.Filtering;

/// <summary>The SDL of the filters, the same in every subgraph.</summary>
public static class FiltersSdl
{
    private const string Resource = "IbmPlatform.ServiceDefaults.Filtering.filters.graphql";

    /// <summary>The text of <c>filters.graphql</c>.</summary>
    public static string Text { get; } = Read();

    private static string Read()
    {
        using var stream = typeof(FiltersSdl).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The assembly lacks its resource {Resource}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
