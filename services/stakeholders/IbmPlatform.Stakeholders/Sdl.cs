namespace IbmPlatform.Stakeholders;

internal static class Sdl
{
    /// <summary>The text of <c>stakeholders.graphql</c>.</summary>
    public static string Read()
    {
        using var stream = typeof(Sdl).Assembly.GetManifestResourceStream("stakeholders.graphql")
            ?? throw new InvalidOperationException("The assembly lacks its resource stakeholders.graphql.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
