using System.Buffers;
using System.Text.Json;

namespace IbmPlatform.GraphQL.Server.Streaming;

/// <summary>Answers as server-sent events. With an id they travel in an envelope that names the operation ("single connection mode").</summary>
internal sealed class EventSink(EventStreamWriter stream, string? id) : IAnswerSink
{
    private static readonly byte[] Next = [.. "next"u8];
    private static readonly byte[] Complete = [.. "complete"u8];

    private readonly byte[]? _idJson = id is null ? null : JsonSerializer.SerializeToUtf8Bytes(id);

    public Task NextAsync(ReadOnlyMemory<byte> answer, CancellationToken cancellationToken) => _idJson is null
        ? stream.WriteAsync(Next, answer, cancellationToken)
        : stream.WriteAsync(Next, line => Envelope(line, answer), cancellationToken);

    public async Task RefusedAsync(ReadOnlyMemory<byte> answer, CancellationToken cancellationToken)
    {
        await NextAsync(answer, cancellationToken).ConfigureAwait(false);
        await CompleteAsync(cancellationToken).ConfigureAwait(false);
    }

    public Task CompleteAsync(CancellationToken cancellationToken) => stream.WriteAsync(Complete, line => Envelope(line, default), cancellationToken);

    private void Envelope(IBufferWriter<byte> line, ReadOnlyMemory<byte> answer)
    {
        if (_idJson is null) return;
        line.Write("{\"id\":"u8);
        line.Write(_idJson);
        if (!answer.IsEmpty)
        {
            line.Write(",\"payload\":"u8);
            line.Write(answer.Span);
        }

        line.Write("}"u8);
    }
}
