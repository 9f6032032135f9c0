using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace IbmPlatform.Benchmarks.Stores;

/// <summary>The loopback's own cost: a message to another process and one back, with nothing done in between.</summary>
internal sealed class EchoProcess : IAsyncDisposable
{
    public const string Argument = "stores-echo";

    // As large as a findOne and its answer.
    private const int MessageSize = 400;

    private readonly ChildProcess process;
    private readonly Socket client = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] message = new byte[MessageSize];
    private readonly byte[] answer = new byte[MessageSize];

    private EchoProcess(ChildProcess process) => this.process = process;

    public static async Task<EchoProcess> StartAsync()
    {
        var echo = new EchoProcess(await ChildProcess.StartAsync(typeof(EchoProcess).Assembly.Location, Argument));
        await echo.client.ConnectAsync(IPAddress.Loopback, int.Parse(echo.process.FirstLine, CultureInfo.InvariantCulture));
        return echo;
    }

    /// <summary>The other side: names its port, then sends back whatever comes, until the peer goes.</summary>
    public static async Task ServeAsync(TextWriter output)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await output.WriteLineAsync(((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture));
        using var accepted = await listener.AcceptSocketAsync();
        accepted.NoDelay = true;
        var buffer = new byte[MessageSize];
        while (await ReadAsync(accepted, buffer))
            await accepted.SendAsync(buffer);
    }

    public async Task RoundTripAsync()
    {
        await client.SendAsync(message);
        if (!await ReadAsync(client, answer))
            throw new InvalidOperationException("The echo went away.");
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await process.DisposeAsync();
    }

    private static async Task<bool> ReadAsync(Socket socket, byte[] buffer)
    {
        for (var got = 0; got < buffer.Length;)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(got));
            if (read == 0)
                return false;
            got += read;
        }

        return true;
    }
}
