using System.Buffers.Text;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace IbmPlatform.Benchmarks.Engine;

/// <summary>
/// Connections over plain sockets, on one thread, each with one request under way: as the answer of one is read its next request
/// is sent. Costs two system calls a request, so that the server and not the client sets the pace.
/// </summary>
internal sealed class SocketClient : IDisposable
{
    private readonly string name;
    private readonly Socket[] sockets;
    private readonly byte[] request;
    private readonly int expected;
    private readonly byte[] buffer = new byte[256 * 1024];

    /// <param name="name">Names the server in failures.</param>
    /// <param name="port">Where on loopback.</param>
    /// <param name="path">The path to POST to.</param>
    /// <param name="body">The JSON to send.</param>
    /// <param name="connections">How many connections.</param>
    /// <param name="expected">Bytes of the right answer's body; 0 takes any length.</param>
    public SocketClient(string name, int port, string path, string body, int connections, int expected)
    {
        this.name = name;
        this.expected = expected;
        request = Encoding.UTF8.GetBytes(
            $"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept: application/json\r\nContent-Type: application/json\r\n"
            + $"Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");
        sockets = [.. Enumerable.Range(0, connections).Select(_ => Connect(port))];
    }

    /// <summary>Asks once and gives the answer's body.</summary>
    public byte[] Ask()
    {
        using var body = new MemoryStream();
        sockets[0].Send(request);
        Receive(sockets[0], body);
        return body.ToArray();
    }

    /// <summary>Keeps all connections busy for a time; the latencies in milliseconds.</summary>
    public List<double> Load(TimeSpan duration)
    {
        var latencies = new List<double>(1024);
        var sent = new long[sockets.Length];
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < sockets.Length; i++)
        {
            sent[i] = Stopwatch.GetTimestamp();
            sockets[i].Send(request);
        }

        // Every request is answered before the end, so that the connections can be used again.
        var underWay = sockets.Length;
        for (var i = 0; underWay > 0; i = (i + 1) % sockets.Length)
        {
            Receive(sockets[i], null);
            var now = Stopwatch.GetTimestamp();
            latencies.Add(Stopwatch.GetElapsedTime(sent[i], now).TotalMilliseconds);
            if (Stopwatch.GetElapsedTime(start, now) < duration)
            {
                sent[i] = now;
                sockets[i].Send(request);
            }
            else underWay--;
        }

        return latencies;
    }

    public void Dispose()
    {
        foreach (var socket in sockets) socket.Dispose();
    }

    private static Socket Connect(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(IPAddress.Loopback, port);
        return socket;
    }

    private void Receive(Socket socket, MemoryStream? copy)
    {
        var have = 0;
        int head;
        while ((head = buffer.AsSpan(0, have).IndexOf("\r\n\r\n"u8)) < 0) have += ReceiveSome(socket, have);
        var headers = buffer.AsSpan(0, head);
        if (!headers.StartsWith("HTTP/1.1 200"u8))
            throw new InvalidOperationException($"{name} answered {Encoding.UTF8.GetString(buffer, 0, have)}");
        var length = ContentLength(headers);
        if (expected > 0 && length != expected)
            throw new InvalidOperationException($"{name} answered with {length} bytes, expected {expected}.");
        copy?.Write(buffer, head + 4, have - head - 4);
        for (var left = length - (have - head - 4); left > 0; left -= have)
        {
            have = ReceiveSome(socket, 0);
            copy?.Write(buffer, 0, have);
        }
    }

    private int ReceiveSome(Socket socket, int at)
    {
        var received = socket.Receive(buffer, at, buffer.Length - at, SocketFlags.None);
        return received > 0 ? received : throw new InvalidOperationException($"{name} closed the connection.");
    }

    private static int ContentLength(ReadOnlySpan<byte> headers)
    {
        var at = headers.IndexOf("ontent-"u8);
        while (at >= 0)
        {
            headers = headers[(at + "ontent-".Length)..];
            if (headers.Length > 8 && (headers.StartsWith("Length: "u8) || headers.StartsWith("length: "u8))
                && Utf8Parser.TryParse(headers["length: ".Length..], out int length, out _))
            {
                return length;
            }
            at = headers.IndexOf("ontent-"u8);
        }
        throw new InvalidOperationException("The answer has no Content-Length.");
    }
}
