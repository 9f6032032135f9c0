namespace IbmPlatform.Mongo.Client.Connections;

/// <summary>RFC 3986 §2.1; a % that starts no byte is an error, not a letter.</summary>
internal static class PercentEncoding
{
    public static string Decode(string text, string what)
    {
        for (var i = text.IndexOf('%', StringComparison.Ordinal); i >= 0; i = text.IndexOf('%', i + 1))
        {
            if (i + 2 >= text.Length || !char.IsAsciiHexDigit(text[i + 1]) || !char.IsAsciiHexDigit(text[i + 2]))
                throw new MongoConfigurationException($"{what} in the connection string has a % that starts no percent-encoded byte.");
        }
        return Uri.UnescapeDataString(text);
    }
}
