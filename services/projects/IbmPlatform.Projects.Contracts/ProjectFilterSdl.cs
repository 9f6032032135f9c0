namespace IbmPlatform.Projects.Contracts;

/// <summary>The SDL by which projects are chosen, for every service that lets its users choose among them.</summary>
public static class ProjectFilterSdl
{
    private const string Resource = "IbmPlatform.Projects.Contracts.project-filter.graphql";

    /// <summary>The text of <c>project-filter.graphql</c>.</summary>
    public static string Text { get; } = Read();

    private static string Read()
    {
        using var stream = typeof(ProjectFilterSdl).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The assembly lacks its resource {Resource}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
