namespace IbmPlatform.Funding;

/// <summary>The service's own SDL.</summary>
public static class FundingSdl
{
    private const string Resource = "IbmPlatform.Funding.funding.graphql";

    /// <summary>The text of <c>funding.graphql</c>.</summary>
    public static string Text { get; } = Read();

    private static string Read()
    {
        using var stream = typeof(FundingSdl).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The assembly lacks its resource {Resource}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
