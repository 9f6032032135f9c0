using System.Buffers;
using System.Text;

namespace IbmPlatform.Federation.Execution;

/// <summary>Reads server-sent events as GraphQL over SSE frames them: <c>next</c> with an answer, <c>complete</c> at the end.</summary>
internal sealed class EventStreamReader(Stream stream, HttpSubgraphClientOptions options)
{
    public const string ContentType = "text/event-stream";

    private readonly ArrayBufferWriter<byte> _line = new(1024);
    private readonly byte[] _buffer = new byte[16 * 1024];
    private int _read;
    private int _filled;
    private bool _skipLineFeed;

    /// <summary>The next answer; null when the subgraph has completed the stream.</summary>
    /// <exception cref="SubgraphException">The stream broke off, fell silent or is none.</exception>
    public async Task<byte[]?> ReadAsync(CancellationToken cancellationToken)
    {
        var (name, data) = ("", new ArrayBufferWriter<byte>());
        while (true)
        {
            var line = await ReadLineAsync(cancellationToken).ConfigureAwait(false);
            if (line.Length == 0)
            {
                if (name == "complete") return null;
                if (name == "next") return data.WrittenSpan.ToArray();
                // A comment, or an event that is not for us.
                (name, data) = ("", new ArrayBufferWriter<byte>());
                continue;
            }

            var colon = line.Span.IndexOf((byte)':');
            var field = colon < 0 ? line : line[..colon];
            var value = colon < 0 ? default : line[(colon + 1)..];
            if (value.Length > 0 && value.Span[0] == ' ') value = value[1..];
            if (field.Span.SequenceEqual("event"u8)) name = Encoding.UTF8.GetString(value.Span);
            else if (field.Span.SequenceEqual("data"u8))
            {
                if (data.WrittenCount > 0) data.Write("\n"u8);
                data.Write(value.Span);
                Check(data.WrittenCount);
            }
        }
    }

    /// <summary>A line without its end, which is a line feed, a carriage return or both.</summary>
    private async Task<ReadOnlyMemory<byte>> ReadLineAsync(CancellationToken cancellationToken)
    {
        _line.ResetWrittenCount();
        while (true)
        {
            if (_read == _filled) await FillAsync(cancellationToken).ConfigureAwait(false);
            if (_skipLineFeed && _buffer[_read] == '\n') _read++;
            _skipLineFeed = false;
            var left = _buffer.AsSpan(_read, _filled - _read);
            var end = left.IndexOfAny((byte)'\n', (byte)'\r');
            _line.Write(end < 0 ? left : left[..end]);
            Check(_line.WrittenCount);
            _read += end < 0 ? left.Length : end + 1;
            if (end < 0) continue;
            _skipLineFeed = left[end] == '\r';
            return _line.WrittenMemory;
        }
    }

    private async Task FillAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.MaxSilence);
        try
        {
            (_read, _filled) = (0, await stream.ReadAsync(_buffer, limit.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException fault) when (!cancellationToken.IsCancellationRequested)
        {
            throw new SubgraphException($"nothing was heard of it for {options.MaxSilence.TotalSeconds:0.###} s", fault);
        }
        catch (Exception fault) when (fault is IOException or HttpRequestException)
        {
            throw new SubgraphException("its event stream broke off", fault);
        }

        if (_filled == 0) throw new SubgraphException("its event stream ended without a word");
    }

    private void Check(long length)
    {
        if (length > options.MaxResponseBytes) throw new SubgraphException($"an event is larger than {options.MaxResponseBytes} bytes; ask for less");
    }
}
