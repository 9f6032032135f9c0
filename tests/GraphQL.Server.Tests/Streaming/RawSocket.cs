using System.Net.WebSockets;
using System.Text;

namespace IbmPlatform.GraphQL.Server.Tests.Streaming;

/// <summary>A WebSocket that sends whatever a test wants, well-formed or not.</summary>
internal sealed class RawSocket : IDisposable
{
    // Generous: it only keeps a failing test from hanging.
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromMinutes(1));
    private readonly ClientWebSocket _socket = new();

    public static async Task<RawSocket> ConnectAsync(Uri address, string? protocol = "graphql-transport-ws", string? user = null, string? origin = null)
    {
        var raw = new RawSocket();
        if (protocol is not null) raw._socket.Options.AddSubProtocol(protocol);
        if (user is not null) raw._socket.Options.SetRequestHeader("X-User", user);
        if (origin is not null) raw._socket.Options.SetRequestHeader("Origin", origin);
        await raw._socket.ConnectAsync(new UriBuilder(address) { Scheme = "ws" }.Uri, raw._limit.Token);
        return raw;
    }

    /// <summary>Connects and is acknowledged as a user.</summary>
    public static async Task<RawSocket> InitialisedAsync(Uri address, string user)
    {
        var raw = await ConnectAsync(address);
        await raw.SendAsync($$$"""{"type":"connection_init","payload":{"token":"{{{user}}}"}}""");
        Assert.Equal($$$"""{"type":"connection_ack","payload":{"hello":"{{{user}}}"}}""", await raw.ReceiveAsync());
        return raw;
    }

    public Task SendAsync(string text, WebSocketMessageType type = WebSocketMessageType.Text) =>
        SendAsync(Encoding.UTF8.GetBytes(text), type);

    public Task SendAsync(byte[] bytes, WebSocketMessageType type = WebSocketMessageType.Text) => _socket.SendAsync(bytes, type, endOfMessage: true, _limit.Token);

    public Task SubscribeAsync(string id, string query) =>
        SendAsync($$$"""{"type":"subscribe","id":"{{{id}}}","payload":{"query":"{{{query.Replace("\"", "\\\"", StringComparison.Ordinal)}}}"}}""");

    /// <summary>The next message, or <c>code reason</c> of the close frame.</summary>
    public async Task<string> ReceiveAsync()
    {
        using var message = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var read = await _socket.ReceiveAsync(buffer.AsMemory(), _limit.Token);
            if (read.MessageType == WebSocketMessageType.Close)
            {
                var closed = $"{(int)_socket.CloseStatus!} {_socket.CloseStatusDescription}";
                await AnswerCloseAsync();
                return closed;
            }

            message.Write(buffer, 0, read.Count);
            if (read.EndOfMessage) return Encoding.UTF8.GetString(message.ToArray());
        }
    }

    private async Task AnswerCloseAsync()
    {
        try
        {
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, _limit.Token);
        }
        catch (WebSocketException)
        {
            // Whoever broke the protocol may find the connection gone already.
        }
    }

    /// <summary>Goes away without a word.</summary>
    public void Abort() => _socket.Abort();

    public void Dispose()
    {
        _socket.Dispose();
        _limit.Dispose();
    }
}
