using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace IbmPlatform.GraphQL.Server.Streaming;

/// <summary>Whether a client wants server-sent events.</summary>
internal static class EventStreamNegotiation
{
    /// <summary>It names them, and no JSON that it likes better or as well and names first.</summary>
    public static bool Prefers(StringValues accept)
    {
        // Most requests say nothing of them, and parsing allocates.
        if (!accept.ToString().Contains(EventStreamWriter.ContentType, StringComparison.OrdinalIgnoreCase)) return false;
        if (!MediaTypeHeaderValue.TryParseList(accept, out var ranges)) return false;
        var named = ranges.OrderByDescending(range => range.Quality ?? 1)
            .FirstOrDefault(range => IsEvents(range) || range.MediaType.EndsWith("json", StringComparison.OrdinalIgnoreCase));
        return named is not null && IsEvents(named) && named.Quality != 0;
    }

    private static bool IsEvents(MediaTypeHeaderValue range) => range.MediaType.Equals(EventStreamWriter.ContentType, StringComparison.OrdinalIgnoreCase);
}
