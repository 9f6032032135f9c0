using System.Net.WebSockets;

namespace IbmPlatform.GraphQL.Server.Streaming;

/// <summary>What came over a socket.</summary>
internal enum Received
{
    Message,
    Binary,
    TooLarge,
    Closed,

    /// <summary>It broke RFC 6455, as text that is no UTF-8 does: the socket has closed itself and told why (1002, 1007).</summary>
    Broken,
}

/// <summary>Reads whole messages of bounded size.</summary>
internal sealed class SocketReader(WebSocket socket, GraphQLStreamOptions options)
{
    /// <summary>Reads the next message into <paramref name="message"/>; nothing of it is kept beyond the limit.</summary>
    public async Task<Received> ReadAsync(PooledBufferWriter message)
    {
        message.Clear();
        while (true)
        {
            ValueWebSocketReceiveResult read;
            try
            {
                read = await socket.ReceiveAsync(message.GetMemory(1024), CancellationToken.None).ConfigureAwait(false);
            }
            catch (WebSocketException e) when (e.WebSocketErrorCode == WebSocketError.Faulted)
            {
                return Received.Broken;
            }
            catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException)
            {
                // The client has gone without a word, or we have cut it off.
                return Received.Closed;
            }

            if (read.MessageType == WebSocketMessageType.Close) return Received.Closed;
            if (read.MessageType == WebSocketMessageType.Binary) return Received.Binary;
            message.Advance(read.Count);
            if (message.WrittenCount > options.MaxMessageBytes) return Received.TooLarge;
            if (read.EndOfMessage) return Received.Message;
        }
    }
}
