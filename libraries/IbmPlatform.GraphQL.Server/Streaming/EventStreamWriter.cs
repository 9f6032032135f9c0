using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace IbmPlatform.GraphQL.Server.Streaming;

/// <summary>
/// Writes server-sent events to a response, one at a time, each flushed: who writes waits as long as the client does not read. Several
/// operations may write; a comment keeps the connection alive where nothing else does.
/// </summary>
internal sealed class EventStreamWriter : IDisposable
{
    public const string ContentType = "text/event-stream";

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly HttpContext _http;
    private readonly PipeWriter _output;
    private readonly GraphQLStreamOptions _options;
    private long _lastWrite;

    private EventStreamWriter(HttpContext http, GraphQLStreamOptions options)
    {
        _http = http;
        _output = http.Response.BodyWriter;
        _options = options;
    }

    /// <summary>Sends the headers, so that the client knows at once that its stream is open.</summary>
    public static async Task<EventStreamWriter> StartAsync(HttpContext http, GraphQLStreamOptions options, CancellationToken cancellationToken)
    {
        http.Response.StatusCode = StatusCodes.Status200OK;
        http.Response.ContentType = ContentType + "; charset=utf-8";
        http.Response.Headers.CacheControl = "no-cache";
        // nginx would otherwise hold events back until its buffer is full.
        http.Response.Headers["X-Accel-Buffering"] = "no";
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        var writer = new EventStreamWriter(http, options);
        await writer.CommentAsync(cancellationToken).ConfigureAwait(false);
        return writer;
    }

    /// <summary>Writes one event; data of several lines is sent as such.</summary>
    public Task WriteAsync(ReadOnlyMemory<byte> name, ReadOnlyMemory<byte> data, CancellationToken cancellationToken) =>
        WriteAsync(() => WriteEvent(name.Span, data.Span), cancellationToken);

    /// <summary>Writes an event whose data comes in parts, such as an answer within its envelope.</summary>
    public Task WriteAsync(ReadOnlyMemory<byte> name, Action<IBufferWriter<byte>> writeLine, CancellationToken cancellationToken) =>
        WriteAsync(
            () =>
            {
                using var line = new PooledBufferWriter(0);
                writeLine(line);
                WriteEvent(name.Span, line.WrittenMemory.Span);
            },
            cancellationToken);

    /// <summary>Writes a comment whenever nothing has been written for a while; ends when cancelled.</summary>
    public async Task KeepAliveAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(_options.KeepAlive, _options.TimeProvider);
        while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false))
        {
            if (_options.TimeProvider.GetElapsedTime(Volatile.Read(ref _lastWrite)) >= _options.KeepAlive / 2) await CommentAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public void Dispose() => _turn.Dispose();

    private Task CommentAsync(CancellationToken cancellationToken) => WriteAsync(() => _output.Write(":\n\n"u8), cancellationToken);

    private async Task WriteAsync(Action write, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(_options.SendTimeout);
            write();
            var flushed = await _output.FlushAsync(limit.Token).ConfigureAwait(false);
            // The client has gone.
            if (flushed.IsCompleted) throw new OperationCanceledException(_http.RequestAborted);
            Volatile.Write(ref _lastWrite, _options.TimeProvider.GetTimestamp());
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // A reader that takes nothing for so long is cut off; half an event may have been sent.
            _http.Abort();
            throw;
        }
        finally
        {
            _turn.Release();
        }
    }

    private void WriteEvent(ReadOnlySpan<byte> name, ReadOnlySpan<byte> data)
    {
        _output.Write("event: "u8);
        _output.Write(name);
        _output.Write("\n"u8);
        if (data.IsEmpty) _output.Write("data:\n"u8);
        while (!data.IsEmpty)
        {
            // White space between JSON tokens may break the line: the client joins the parts again.
            var end = data.IndexOfAny((byte)'\n', (byte)'\r');
            _output.Write("data: "u8);
            _output.Write(end < 0 ? data : data[..end]);
            _output.Write("\n"u8);
            data = end < 0 ? default : data[(end + 1)..];
        }

        _output.Write("\n"u8);
    }
}
