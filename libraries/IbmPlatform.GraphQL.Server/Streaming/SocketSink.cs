using System.Buffers;
using System.Text.Json;

namespace IbmPlatform.GraphQL.Server.Streaming;

/// <summary>Answers as messages of graphql-transport-ws.</summary>
internal sealed class SocketSink(SocketWriter writer, string id) : IAnswerSink
{
    private readonly byte[] _id = JsonSerializer.SerializeToUtf8Bytes(id);

    public Task NextAsync(ReadOnlyMemory<byte> answer, CancellationToken cancellationToken) => SendAsync("next", answer, cancellationToken);

    /// <summary>Ends the operation: no "complete" follows an "error".</summary>
    public Task RefusedAsync(ReadOnlyMemory<byte> answer, CancellationToken cancellationToken) => SendAsync("error", Errors(answer), cancellationToken);

    public Task CompleteAsync(CancellationToken cancellationToken) => SendAsync("complete", default, cancellationToken);

    private async Task SendAsync(string type, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        using var message = new PooledBufferWriter(payload.Length + _id.Length + 64);
        message.Write("{\"id\":"u8);
        message.Write(_id);
        message.Write(",\"type\":\""u8);
        foreach (var letter in type) message.Write([(byte)letter]);
        message.Write("\""u8);
        if (!payload.IsEmpty)
        {
            message.Write(",\"payload\":"u8);
            message.Write(payload.Span);
        }

        message.Write("}"u8);
        await writer.SendAsync(message.WrittenMemory, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The list of an answer's errors as it stands there.</summary>
    private static ReadOnlyMemory<byte> Errors(ReadOnlyMemory<byte> answer)
    {
        var json = new Utf8JsonReader(answer.Span);
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var isErrors = json.ValueTextEquals("errors"u8);
            json.Read();
            var start = (int)json.TokenStartIndex;
            json.Skip();
            if (isErrors) return answer[start..(int)json.BytesConsumed];
        }

        throw new InvalidOperationException("A refusal without errors.");
    }
}
