namespace IbmPlatform.Countries;

internal static class Sdl
{
    /// <summary>The text of <c>countries.graphql</c>.</summary>
    public static string Read()
    {
        using var stream = typeof(Sdl).Assembly.GetManifestResourceStream("countries.graphql")
            ?? throw new InvalidOperationException("The assembly lacks its resource countries.graphql.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
