using System.Net;
using System.Net.Sockets;

namespace IbmPlatform.Mongo.Server.Connections;

/// <summary>Accepts connections on one address, or on one Unix domain socket.</summary>
internal sealed class Listener : IAsyncDisposable
{
    private readonly Socket socket;
    private readonly ServerState state;
    private readonly TlsAcceptor? tls;
    private readonly Task loop;

    private Listener(Socket socket, ServerState state, TlsAcceptor? tls)
    {
        this.socket = socket;
        this.state = state;
        this.tls = tls;
        loop = Task.Run(AcceptAsync);
    }

    /// <summary>The address listened on; null for a Unix domain socket.</summary>
    public IPEndPoint? EndPoint => socket.LocalEndPoint as IPEndPoint;

    /// <summary>Accepts on a Unix domain socket that listens. What passes there crosses no network, and is not encrypted.</summary>
    public static Listener On(Socket local, ServerState state) => new(local, state, tls: null);

    public static Listener Start(IPEndPoint endPoint, ServerState state)
    {
        var tls = state.Options.Tls is { } files ? TlsAcceptor.Load(files, state.Clock) : null;
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(endPoint);
            socket.Listen();
            return new Listener(socket, state, tls);
        }
        catch (SocketException fault)
        {
            socket.Dispose();
            tls?.Dispose();
            throw new MongoServerException(
                fault.SocketErrorCode == SocketError.AddressAlreadyInUse
                    ? $"Port {endPoint.Port} on {endPoint.Address} is taken by another process; choose another port or stop that process."
                    : $"Cannot listen on {endPoint}: {fault.Message}.",
                fault);
        }
    }

    public async ValueTask DisposeAsync()
    {
        socket.Dispose();
        await loop.ConfigureAwait(false);
        tls?.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            Socket accepted;
            try
            {
                accepted = await socket.AcceptAsync(state.Stopping).ConfigureAwait(false);
            }
            catch (Exception fault) when (fault is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException fault) when (fault.SocketErrorCode is SocketError.OperationAborted or SocketError.Interrupted)
            {
                return;
            }
            catch (SocketException fault)
            {
                // One peer that gave up while waiting, or no file handle for a moment: the others must still get in.
                state.Options.OnInternalError?.Invoke(fault);
                await Task.Delay(TimeSpan.FromMilliseconds(50), state.Clock).ConfigureAwait(false);
                continue;
            }

            if (accepted.AddressFamily != AddressFamily.Unix)
                accepted.NoDelay = true;
            if (tls is null)
                state.Connections.BeginPlain(accepted, IsLocal(accepted));
            else
                state.Connections.Begin(new NetworkStream(accepted, ownsSocket: true), IsLocal(accepted), OpenAsync, accepted);
        }
    }

    private async ValueTask<Stream> OpenAsync(Stream stream, CancellationToken stopping) =>
        new ReadAheadStream(await tls!.AcceptAsync(stream, stopping).ConfigureAwait(false));

    private static bool IsLocal(Socket accepted) =>
        accepted.AddressFamily == AddressFamily.Unix || (accepted.RemoteEndPoint is IPEndPoint peer && IPAddress.IsLoopback(peer.Address));
}
