using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace IbmPlatform.Mongo.Client.Tests;

/// <summary>Accepts connections on loopback for a test's own server, from the start until it is disposed.</summary>
internal sealed class LoopbackListener : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentBag<Task> connections = [];
    private readonly Func<TcpClient, int, Task> serve;
    private readonly Task accepting;
    private int lastConnection;

    /// <param name="serve">Serves a connection, which is counted from 1.</param>
    public LoopbackListener(Func<TcpClient, int, Task> serve)
    {
        this.serve = serve;
        listener.Start();
        accepting = AcceptAsync();
    }

    /// <summary>host:port.</summary>
    public string Address => $"127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";

    public int ConnectionCount => connections.Count;

    public CancellationToken Stopping => stop.Token;

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await accepting;
        await Task.WhenAll(connections);
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                connections.Add(serve(await listener.AcceptTcpClientAsync(stop.Token), ++lastConnection));
        }
        // A listener that is stopped between two calls says so by an InvalidOperationException.
        catch (Exception fault) when (stop.IsCancellationRequested && fault is OperationCanceledException or SocketException or InvalidOperationException)
        {
            return;
        }
    }
}
