using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace IbmPlatform.GraphQL.Server.Multipart;

/// <summary>Whether a client takes an answer in parts (Incremental Delivery over HTTP), and the type to call it by.</summary>
internal static class MultipartNegotiation
{
    private const string MediaType = "multipart/mixed";
    // The format written here, as clients that know several name it; the older one that some call deferSpec=20220824 is another.
    private const string Format = "incrementalSpec";
    private const string FormatVersion = "v0.2";
    private const string OlderFormat = "deferSpec";

    /// <summary>The content type of an answer in parts; null when the client takes none of this format.</summary>
    public static string? ContentTypeFor(StringValues accept)
    {
        // Most requests say nothing of it, and parsing allocates.
        if (!accept.ToString().Contains(MediaType, StringComparison.OrdinalIgnoreCase) || !MediaTypeHeaderValue.TryParseList(accept, out var ranges)) return null;
        foreach (var range in ranges)
        {
            if (!range.MediaType.Equals(MediaType, StringComparison.OrdinalIgnoreCase) || range.Quality == 0) continue;
            var format = range.Parameters.FirstOrDefault(p => p.Name.Equals(Format, StringComparison.OrdinalIgnoreCase));
            if (format is not null && HeaderUtilities.RemoveQuotes(format.Value).Equals(FormatVersion, StringComparison.OrdinalIgnoreCase))
            {
                return $"{MediaType}; boundary=\"-\"; {Format}={FormatVersion}";
            }

            var isOther = range.Parameters.Any(p => p.Name.Equals(Format, StringComparison.OrdinalIgnoreCase) || p.Name.Equals(OlderFormat, StringComparison.OrdinalIgnoreCase));
            if (!isOther) return $"{MediaType}; boundary=\"-\"";
        }

        return null;
    }

    /// <summary>Whether the client takes nothing else.</summary>
    public static bool IsOnlyChoice(StringValues accept) =>
        MediaTypeHeaderValue.TryParseList(accept, out var ranges)
        && ranges.All(r => r.Quality == 0 || r.MediaType.Equals(MediaType, StringComparison.OrdinalIgnoreCase));
}
