namespace IbmPlatform.Countries;

/// <summary>The service's own SDL.</summary>
public static class CountriesSdl
{
    private const string Resource = "IbmPlatform.Countries.countries.graphql";

    /// <summary>The text of <c>countries.graphql</c>.</summary>
    public static string Text { get; } = Read();

    private static string Read()
    {
        using var stream = typeof(CountriesSdl).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The assembly lacks its resource {Resource}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
