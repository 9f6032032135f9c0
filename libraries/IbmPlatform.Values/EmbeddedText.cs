namespace IbmPlatform.Values;

/// <summary>Reads texts that an assembly carries, such as its SDL.</summary>
public static class EmbeddedText
{
    /// <summary>The text of a resource in a type's assembly.</summary>
    /// <exception cref="InvalidOperationException">The assembly was built without it.</exception>
    public static string Read(Type type, string resource)
    {
        using var stream = type.Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The assembly {type.Assembly.GetName().Name} lacks its resource {resource}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
