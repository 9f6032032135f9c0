using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace IbmPlatform.GraphQL.Server.Multipart;

/// <summary>
/// Writes payloads as the parts of a multipart body (RFC 2046), boundary "-". Each is sent with the delimiter behind it, by which clients
/// know that it is whole. Never compressed: a coding would hold payloads back.
/// </summary>
internal sealed class MultipartWriter
{
    private readonly HttpContext _http;
    private readonly PipeWriter _output;

    private MultipartWriter(HttpContext http)
    {
        _http = http;
        _output = http.Response.BodyWriter;
    }

    /// <summary>Begins the response.</summary>
    public static MultipartWriter Start(HttpContext http, string contentType)
    {
        http.Response.StatusCode = StatusCodes.Status200OK;
        http.Response.ContentType = contentType;
        http.Response.Headers.CacheControl = "no-cache";
        // nginx would otherwise hold payloads back until its buffer is full.
        http.Response.Headers["X-Accel-Buffering"] = "no";
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        var writer = new MultipartWriter(http);
        writer._output.Write("---"u8);
        return writer;
    }

    /// <summary>Sends a payload; false when the client has gone.</summary>
    public async Task<bool> WriteAsync(ReadOnlyMemory<byte> payload, bool isLast)
    {
        _output.Write("\r\nContent-Type: application/json; charset=utf-8\r\n\r\n"u8);
        _output.Write(payload.Span);
        _output.Write(isLast ? "\r\n-----\r\n"u8 : "\r\n---"u8);
        var flushed = await _output.FlushAsync(_http.RequestAborted).ConfigureAwait(false);
        return !flushed.IsCompleted;
    }
}
