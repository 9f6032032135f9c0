namespace IbmPlatform.Funding;

internal static class Sdl
{
    /// <summary>The text of <c>funding.graphql</c>.</summary>
    public static string Read()
    {
        using var stream = typeof(Sdl).Assembly.GetManifestResourceStream("funding.graphql")
            ?? throw new InvalidOperationException("The assembly lacks its resource funding.graphql.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
