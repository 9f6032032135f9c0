namespace IbmPlatform.Projects;

internal static class Sdl
{
    /// <summary>The text of <c>projects.graphql</c>.</summary>
    public static string Read()
    {
        using var stream = typeof(Sdl).Assembly.GetManifestResourceStream("projects.graphql")
            ?? throw new InvalidOperationException("The assembly lacks its resource projects.graphql.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
