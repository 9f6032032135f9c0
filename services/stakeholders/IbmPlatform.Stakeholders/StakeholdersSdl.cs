namespace IbmPlatform.Stakeholders;

/// <summary>The service's own SDL.</summary>
public static class StakeholdersSdl
{
    private const string Resource = "IbmPlatform.Stakeholders.stakeholders.graphql";

    /// <summary>The text of <c>stakeholders.graphql</c>.</summary>
    public static string Text { get; } = Read();

    private static string Read()
    {
        using var stream = typeof(StakeholdersSdl).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The assembly lacks its resource {Resource}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
