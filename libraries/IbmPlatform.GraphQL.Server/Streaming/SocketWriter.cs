using System.Net.WebSockets;
using System.Text;
using System.Text.Unicode;

namespace IbmPlatform.GraphQL.Server.Streaming;

/// <summary>
/// Sends messages over a socket, one at a time: who sends waits as long as the client does not read. A client that takes nothing for too
/// long is cut off.
/// </summary>
internal sealed class SocketWriter(WebSocket socket, GraphQLStreamOptions options) : IDisposable
{
    // RFC 6455, 5.5: a control frame carries 125 bytes, two of them the code.
    private const int MaxReasonBytes = 123;

    // How long a client may take to answer our close frame.
    private static readonly TimeSpan Linger = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly CancellationTokenSource _closing = new();
    private CancellationTokenSource? _linger;

    /// <summary>Cancelled when the connection is being closed from our side.</summary>
    public CancellationToken Closing => _closing.Token;

    /// <summary>Sends a message.</summary>
    /// <exception cref="OperationCanceledException">Cancelled, or the connection is no more.</exception>
    public async Task SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // A cancelled send would break the connection for all: only the deadline may do that.
            using var limit = new CancellationTokenSource(options.SendTimeout, options.TimeProvider);
            await socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, limit.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            socket.Abort();
            throw new OperationCanceledException("The connection is no more.", e);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Answers the client's close frame with its own code (RFC 6455, 5.5.1); clients that close as planned look for it.</summary>
    public Task AnswerCloseAsync() => CloseAsync(socket.CloseStatus ?? WebSocketCloseStatus.NormalClosure, "");

    /// <summary>The socket has closed itself: what runs over it ends, and its close frame gets a moment to reach the client.</summary>
    public async Task EndAsync(CancellationToken gone)
    {
        await _closing.CancelAsync().ConfigureAwait(false);
        await Task.Delay(Linger, options.TimeProvider, gone).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Sends a close frame, once, and gives the client a moment to answer it.</summary>
    public Task CloseAsync(CloseCode code, string reason) => CloseAsync((WebSocketCloseStatus)code, reason);

    private async Task CloseAsync(WebSocketCloseStatus code, string reason)
    {
        if (_closing.IsCancellationRequested) return;
        await _closing.CancelAsync().ConfigureAwait(false);
        _linger = new CancellationTokenSource(Linger, options.TimeProvider);
        _linger.Token.Register(socket.Abort);
        try
        {
            await _turn.WaitAsync(_linger.Token).ConfigureAwait(false);
            try
            {
                await socket.CloseOutputAsync(code, Shortened(reason), _linger.Token).ConfigureAwait(false);
            }
            finally
            {
                _turn.Release();
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            socket.Abort();
        }
    }

    public void Dispose()
    {
        _linger?.Dispose();
        _closing.Dispose();
        _turn.Dispose();
    }

    private static string Shortened(string reason)
    {
        if (Encoding.UTF8.GetByteCount(reason) <= MaxReasonBytes) return reason;
        Span<byte> bytes = stackalloc byte[MaxReasonBytes - 3];
        // Whole characters only.
        Utf8.FromUtf16(reason, bytes, out _, out var written);
        return Encoding.UTF8.GetString(bytes[..written]) + "…";
    }
}
