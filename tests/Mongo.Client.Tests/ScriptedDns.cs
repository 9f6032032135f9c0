using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using System.Text;
using IbmPlatform.Mongo.Client.Dns;

namespace IbmPlatform.Mongo.Client.Tests;

/// <summary>A DNS server on loopback, over UDP and TCP, with the records that a test gives it.</summary>
internal sealed class ScriptedDns : IAsyncDisposable
{
    private readonly Socket datagrams = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly TcpListener connections = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Task[] serving;
    private int asked;

    public ScriptedDns()
    {
        connections.Start();
        datagrams.Bind(connections.LocalEndpoint);
        serving = [ServeDatagramsAsync(), ServeConnectionsAsync()];
    }

    public IPEndPoint EndPoint => (IPEndPoint)connections.LocalEndpoint;

    /// <summary>Name and type to the data of its records.</summary>
    public ConcurrentDictionary<(string Name, DnsRecordType Type), ImmutableList<byte[]>> Records { get; } = new();

    /// <summary>Whether answers over UDP are cut short, so that the client must ask over TCP.</summary>
    public bool Truncates { get; set; }

    public int AskedOverTcp { get; private set; }

    /// <summary>How many questions came.</summary>
    public int Asked => Volatile.Read(ref asked);

    /// <summary>How long the records are good for, in seconds.</summary>
    public int TimeToLive { get; set; } = 86_400;

    public ScriptedDns Service(string name, string target, int port) => Add(name, DnsRecordType.Service, ServiceData(target, port));

    /// <summary>Puts the hosts of a service in the place of those it has, all at once.</summary>
    public void Replace(string name, params (string Target, int Port)[] hosts) =>
        Records[(name, DnsRecordType.Service)] = [.. hosts.Select(h => ServiceData(h.Target, h.Port))];

    public ScriptedDns Text(string name, params string[] strings) =>
        Add(name, DnsRecordType.Text, [.. strings.SelectMany(s => (byte[])[(byte)s.Length, .. Encoding.UTF8.GetBytes(s)])]);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        datagrams.Dispose();
        connections.Stop();
        await Task.WhenAll(serving);
    }

    private ScriptedDns Add(string name, DnsRecordType type, byte[] data)
    {
        Records.AddOrUpdate((name.TrimEnd('.'), type), [data], (_, list) => list.Add(data));
        return this;
    }

    private static byte[] ServiceData(string target, int port)
    {
        var data = new List<byte> { 0, 0, 0, 5, (byte)(port >> 8), (byte)port };
        foreach (var label in target.TrimEnd('.').Split('.'))
            data.AddRange([(byte)label.Length, .. Encoding.ASCII.GetBytes(label)]);
        return [.. data, 0];
    }

    private async Task ServeDatagramsAsync()
    {
        var buffer = new byte[1024];
        try
        {
            while (true)
            {
                var received = await datagrams.ReceiveFromAsync(buffer, new IPEndPoint(IPAddress.Any, 0), stop.Token);
                await datagrams.SendToAsync(Answer(buffer[..received.ReceivedBytes], Truncates), received.RemoteEndPoint, stop.Token);
            }
        }
        catch (Exception fault) when (stop.IsCancellationRequested && fault is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            return;
        }
    }

    private async Task ServeConnectionsAsync()
    {
        try
        {
            while (true)
            {
                using var connection = await connections.AcceptTcpClientAsync(stop.Token);
                AskedOverTcp++;
                var stream = connection.GetStream();
                var size = new byte[2];
                await stream.ReadExactlyAsync(size, stop.Token);
                var query = new byte[BinaryPrimitives.ReadUInt16BigEndian(size)];
                await stream.ReadExactlyAsync(query, stop.Token);
                var answer = Answer(query, truncated: false);
                await stream.WriteAsync((byte[])[(byte)(answer.Length >> 8), (byte)answer.Length, .. answer], stop.Token);
            }
        }
        catch (Exception fault) when (stop.IsCancellationRequested && fault is OperationCanceledException or SocketException or InvalidOperationException)
        {
            return;
        }
    }

    private byte[] Answer(byte[] query, bool truncated)
    {
        Interlocked.Increment(ref asked);
        var (name, at) = ("", 12);
        for (; query[at] != 0; at += 1 + query[at])
            name += (name.Length > 0 ? "." : "") + Encoding.ASCII.GetString(query, at + 1, query[at]);
        var type = (DnsRecordType)BinaryPrimitives.ReadUInt16BigEndian(query.AsSpan(at + 1));
        var exists = Records.Keys.Any(k => k.Name == name);
        ImmutableList<byte[]> records = truncated ? [] : Records.GetValueOrDefault((name, type)) ?? [];
        var good = (byte[])[(byte)(TimeToLive >> 24), (byte)(TimeToLive >> 16), (byte)(TimeToLive >> 8), (byte)TimeToLive];
        // Each answer's name is a pointer to the question's.
        var answers = records.SelectMany(data => (byte[])[0xC0, 12, 0, (byte)type, 0, 1, .. good, (byte)(data.Length >> 8), (byte)data.Length, .. data]);
        return [query[0], query[1], (byte)(0x81 | (truncated ? 0x02 : 0)), (byte)(0x80 | (exists ? 0 : 3)), 0, 1, 0, (byte)records.Count, 0, 0, 0, 0, .. query[12..(at + 5)], .. answers];
    }
}
