namespace IbmPlatform.Reports;

/// <summary>The service's own SDL.</summary>
internal static class ReportsSdl
{
    private const string Resource = "IbmPlatform.Reports.reports.graphql";

    /// <summary>The text of <c>reports.graphql</c>.</summary>
    public static string Text { get; } = Read();

    private static string Read()
    {
        using var stream = typeof(ReportsSdl).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The assembly lacks its resource {Resource}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
