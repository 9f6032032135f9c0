using System.Net;
using System.Net.Sockets;

namespace IbmPlatform.Mongo.Server.Connections;

/// <summary>Accepts connections on one address.</summary>
internal sealed class Listener : IAsyncDisposable
{
    private readonly Socket socket;
    private readonly ServerState state;
    private readonly Task loop;

    private Listener(Socket socket, ServerState state)
    {
        this.socket = socket;
        this.state = state;
        loop = Task.Run(AcceptAsync);
    }

    public IPEndPoint EndPoint => (IPEndPoint)socket.LocalEndPoint!;

    public static Listener Start(IPEndPoint endPoint, ServerState state)
    {
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(endPoint);
            socket.Listen();
            return new Listener(socket, state);
        }
        catch (SocketException fault)
        {
            socket.Dispose();
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

            accepted.NoDelay = true;
            state.Connections.Begin(new ReadAheadStream(new NetworkStream(accepted, ownsSocket: true)), IsLocal(accepted));
        }
    }

    private static bool IsLocal(Socket accepted) => accepted.RemoteEndPoint is IPEndPoint peer && IPAddress.IsLoopback(peer.Address);
}
