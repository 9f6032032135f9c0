using System.Buffers.Binary;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace IbmPlatform.Mongo.Client.Dns;

/// <summary>Asks the system's DNS servers for records that .NET cannot look up: over UDP, and over TCP where the answer does not fit.</summary>
internal sealed class DnsClient(IReadOnlyList<IPEndPoint>? servers, TimeProvider clock)
{
    private const int Port = 53;
    private const int LargestDatagram = 4096;
    private const int Rounds = 2;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>The records of a name; none where there is no such name.</summary>
    /// <exception cref="MongoConnectionException">No server answered.</exception>
    public async ValueTask<IReadOnlyList<DnsRecord>> QueryAsync(string name, DnsRecordType type, CancellationToken cancellationToken)
    {
        var known = servers ?? SystemServers();
        Exception? last = null;
        foreach (var server in Enumerable.Repeat(known, Rounds).SelectMany(s => s))
        {
            try
            {
                return await AskAsync(server, name, type, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception fault) when (!cancellationToken.IsCancellationRequested && fault is IOException or SocketException or OperationCanceledException)
            {
                last = fault;
            }
        }
        throw new MongoConnectionException(
            $"DNS does not tell the {(type == DnsRecordType.Service ? "SRV" : "TXT")} records of {name}: {(known.Count == 0 ? "the system has no DNS server" : $"{string.Join(", ", known)}: {last?.Message}")}. Check the name and the network, or name the hosts: mongodb://host1,host2/?replicaSet=NAME&tls=true.",
            last);
    }

    private async ValueTask<IReadOnlyList<DnsRecord>> AskAsync(IPEndPoint server, string name, DnsRecordType type, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Patience, clock);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        // An unforeseeable number, as an unforeseeable port, keeps strangers from answering.
        var query = DnsMessage.Query((ushort)RandomNumberGenerator.GetInt32(ushort.MaxValue + 1), name, type);
        var answer = await OverUdpAsync(server, query, linked.Token).ConfigureAwait(false);
        if (DnsMessage.Truncated(answer.Span))
            answer = await OverTcpAsync(server, query, linked.Token).ConfigureAwait(false);
        return DnsMessage.Read(answer.Span, query.Length, type);
    }

    private static async ValueTask<Memory<byte>> OverUdpAsync(IPEndPoint server, byte[] query, CancellationToken cancellationToken)
    {
        using var socket = new Socket(server.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        await socket.ConnectAsync(server, cancellationToken).ConfigureAwait(false);
        await socket.SendAsync(query, cancellationToken).ConfigureAwait(false);
        var buffer = new byte[LargestDatagram];
        while (true)
        {
            var size = await socket.ReceiveAsync(buffer, cancellationToken).ConfigureAwait(false);
            if (DnsMessage.Answers(buffer.AsSpan(0, size), query))
                return buffer.AsMemory(0, size);
        }
    }

    private static async ValueTask<Memory<byte>> OverTcpAsync(IPEndPoint server, byte[] query, CancellationToken cancellationToken)
    {
        using var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(server, cancellationToken).ConfigureAwait(false);
        var stream = new NetworkStream(socket);
        await using (stream.ConfigureAwait(false))
        {
            var framed = new byte[query.Length + 2];
            BinaryPrimitives.WriteUInt16BigEndian(framed, (ushort)query.Length);
            query.CopyTo(framed, 2);
            await stream.WriteAsync(framed, cancellationToken).ConfigureAwait(false);
            var size = new byte[2];
            await stream.ReadExactlyAsync(size, cancellationToken).ConfigureAwait(false);
            var answer = new byte[BinaryPrimitives.ReadUInt16BigEndian(size)];
            await stream.ReadExactlyAsync(answer, cancellationToken).ConfigureAwait(false);
            return DnsMessage.Answers(answer, query) ? answer : throw new IOException("the DNS server answered another question");
        }
    }

    /// <summary>What the system is configured with (on Linux /etc/resolv.conf).</summary>
    private static List<IPEndPoint> SystemServers() =>
        [.. NetworkInterface.GetAllNetworkInterfaces().SelectMany(i => i.GetIPProperties().DnsAddresses).Distinct().Select(a => new IPEndPoint(a, Port))];
}
