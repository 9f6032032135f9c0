using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace IbmPlatform.GraphQL.Server;

/// <summary>Compresses answers for clients that take it (RFC 9110, 12.5.3).</summary>
internal static class ResponseCompression
{
    private static readonly string[] Offered = ["br", "gzip"];

    /// <summary>The coding that the client likes best; null when it takes none of ours.</summary>
    public static string? Negotiate(StringValues accepted)
    {
        if (StringValues.IsNullOrEmpty(accepted) || !StringWithQualityHeaderValue.TryParseList(accepted, out var codings)) return null;
        return Offered.Select(name => (Name: name, Quality: QualityOf(name, codings))).Where(c => c.Quality > 0)
            .OrderByDescending(c => c.Quality).Select(c => c.Name).FirstOrDefault();
    }

    public static void Compress(ReadOnlyMemory<byte> answer, string coding, PooledBufferWriter output)
    {
        using var written = new MemoryStream(answer.Length / 4);
        using (Stream stream = coding == "br" ? new BrotliStream(written, CompressionLevel.Fastest, leaveOpen: true) : new GZipStream(written, CompressionLevel.Fastest, leaveOpen: true))
        {
            stream.Write(answer.Span);
        }

        var bytes = written.GetBuffer().AsSpan(0, (int)written.Length);
        bytes.CopyTo(output.GetSpan(bytes.Length));
        output.Advance(bytes.Length);
    }

    private static double QualityOf(string name, IList<StringWithQualityHeaderValue> codings)
    {
        var named = codings.FirstOrDefault(c => c.Value.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? codings.FirstOrDefault(c => c.Value == "*");
        return named is null ? 0 : named.Quality ?? 1;
    }
}
