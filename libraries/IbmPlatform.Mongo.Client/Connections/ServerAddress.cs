using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace IbmPlatform.Mongo.Client.Connections;

/// <summary>Host and port, or the path of a Unix domain socket; host names compare without case.</summary>
internal sealed record ServerAddress
{
    public const int DefaultPort = 27017;

    public ServerAddress(string host, int port)
    {
        Host = host.ToLowerInvariant();
        Port = port;
    }

    private ServerAddress(string socketPath) => (Host, IsSocket) = (socketPath, true);

    /// <summary>The server behind <see cref="MongoClientOptions.StreamFactory"/>.</summary>
    public static ServerAddress InProcess { get; } = new("in-process", 0);

    public string Host { get; }

    /// <summary>0 for a socket.</summary>
    public int Port { get; }

    public bool IsSocket { get; }

    /// <summary>Reads <c>host</c>, <c>host:port</c>, <c>[ipv6]:port</c> or the percent-encoded path of a socket, which ends in .sock.</summary>
    public static ServerAddress Parse(string text)
    {
        var decoded = PercentEncoding.Decode(text, "a host");
        if (text.Contains("%2F", StringComparison.OrdinalIgnoreCase) && decoded.EndsWith(".sock", StringComparison.Ordinal))
            return new ServerAddress(socketPath: decoded);
        var colon = decoded.StartsWith('[') ? decoded.IndexOf(']') + 1 : decoded.IndexOf(':');
        var host = colon < 0 ? decoded : decoded[..colon];
        var rest = decoded[host.Length..];
        var port = DefaultPort;
        var good = host.Length > 0 && host.AsSpan().IndexOfAny("/@ ") < 0 && (!decoded.StartsWith('[') || IPAddress.TryParse(host, out _));
        if (rest.Length > 0)
            good &= rest[0] == ':' && int.TryParse(rest.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is >= 1 and <= 65535;
        return good
            ? new ServerAddress(host.Trim('[', ']'), port)
            : throw new MongoConfigurationException($"'{text}' is no server address: host, host:port or [ipv6]:port expected, port 1 to 65535, or the path of a socket with / as %2F.");
    }

    public Socket NewSocket() => IsSocket
        ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
        : new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    public EndPoint EndPoint => IsSocket ? new UnixDomainSocketEndPoint(Host)
        : IPAddress.TryParse(Host, out var address) ? new IPEndPoint(address, Port) : new DnsEndPoint(Host, Port);

    public override string ToString() => IsSocket ? Host : Host.Contains(':') ? $"[{Host}]:{Port}" : $"{Host}:{Port}";
}
