using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace IbmPlatform.GraphQL.Server;

/// <summary>Entity tags of answers to GET: a client that has the answer already is told so in place of it.</summary>
internal static class EntityTags
{
    /// <summary>Sets the tag of an answer; true when the client holds the same already.</summary>
    /// <remarks>Weak, because one answer may travel in several codings (RFC 9110, 8.8.3).</remarks>
    public static bool Match(HttpContext http, ResponseMediaType mediaType, ReadOnlySpan<byte> answer)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(answer, hash);
        // One answer in two types is two representations.
        var kind = mediaType == ResponseMediaType.Json ? 'j' : 'g';
        var tag = new EntityTagHeaderValue($"\"{kind}{Convert.ToHexStringLower(hash[..16])}\"", isWeak: true);
        http.Response.Headers.ETag = tag.ToString();
        // The client may keep the answer and asks each time whether it still holds.
        http.Response.Headers.CacheControl = "private, no-cache";
        return EntityTagHeaderValue.TryParseList(http.Request.Headers.IfNoneMatch, out var held)
            && held.Any(t => t.Tag == "*" || t.Compare(tag, useStrongComparison: false));
    }
}
