namespace IbmPlatform.Mongo.Client.Connections;

/// <summary>Host and port; host names compare without case.</summary>
internal sealed record ServerAddress
{
    public const int DefaultPort = 27017;

    public ServerAddress(string host, int port)
    {
        Host = host.ToLowerInvariant();
        Port = port;
    }

    /// <summary>The server behind <see cref="MongoClientOptions.StreamFactory"/>.</summary>
    public static ServerAddress InProcess { get; } = new("in-process", 0);

    public string Host { get; }

    public int Port { get; }

    /// <summary>Reads <c>host</c>, <c>host:port</c> or <c>[ipv6]:port</c>.</summary>
    public static ServerAddress Parse(string text)
    {
        var end = text.StartsWith('[') ? text.IndexOf(']') + 1 : text.IndexOf(':');
        var host = end > 0 ? text[..end] : text;
        var port = DefaultPort;
        var wrong = host.Length == 0 || text.StartsWith('[') && end == 0 || host.Contains('/');
        if (end > 0 && end < text.Length)
            wrong |= text[end] != ':' || !int.TryParse(text[(end + 1)..], out port) || port is < 1 or > 65535;
        return wrong
            ? throw new MongoConfigurationException($"'{text}' is no server address: host, host:port or [ipv6]:port expected, port 1 to 65535.")
            : new ServerAddress(host.Trim('[', ']'), port);
    }

    public override string ToString() => Host.Contains(':') ? $"[{Host}]:{Port}" : $"{Host}:{Port}";
}
