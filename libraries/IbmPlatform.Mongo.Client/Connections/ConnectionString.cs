namespace IbmPlatform.Mongo.Client.Connections;

/// <summary>
/// The parts of <c>mongodb://[user[:password]@]host1[:port][,host2…][/database][?options]</c> or of
/// <c>mongodb+srv://…@name/…</c> (connection string specification), as they are written.
/// </summary>
internal sealed record ConnectionString(
    IReadOnlyList<ServerAddress> Hosts, string? SrvName, string? User, string? Password, string? Database, ConnectionOptions Options)
{
    private const string Scheme = "mongodb://";
    private const string SrvScheme = "mongodb+srv://";
    private const string NotInDatabaseNames = "/\\ \"$";

    public static ConnectionString Parse(string text)
    {
        var isSrv = text.StartsWith(SrvScheme, StringComparison.OrdinalIgnoreCase);
        if (!isSrv && !text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            throw new MongoConfigurationException("A connection string starts with mongodb:// or mongodb+srv://, for example mongodb://localhost:27017/database.");
        var rest = text[(isSrv ? SrvScheme : Scheme).Length..];
        var question = rest.IndexOf('?', StringComparison.Ordinal);
        var query = question < 0 ? "" : rest[(question + 1)..];
        rest = question < 0 ? rest : rest[..question];
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        var database = slash < 0 || slash == rest.Length - 1 ? null : ParseDatabase(rest[(slash + 1)..]);
        rest = slash < 0 ? rest : rest[..slash];
        var at = rest.LastIndexOf('@');
        var (user, password) = at < 0 ? (null, null) : ParseUser(rest[..at]);
        var hosts = rest[(at + 1)..];
        var options = ConnectionOptions.Parse(query);
        return isSrv
            ? new ConnectionString([], ParseSrvName(hosts), user, password, database, options)
            : new ConnectionString([.. hosts.Split(',').Select(ServerAddress.Parse).Distinct()], null, user, password, database, options);
    }

    /// <summary>Never shows the password.</summary>
    public override string ToString() => SrvName ?? string.Join(',', Hosts);

    private static string ParseDatabase(string encoded)
    {
        var name = PercentEncoding.Decode(encoded, "the database name");
        return name.AsSpan().IndexOfAny(NotInDatabaseNames) < 0
            ? name
            : throw new MongoConfigurationException($"'{name}' in the connection string is no database name. A / or @ in user, password or socket path is written %2F or %40.");
    }

    private static (string User, string? Password) ParseUser(string text)
    {
        var parts = text.Split(':');
        if (parts.Length > 2 || parts[0].Length == 0 || text.Contains('@'))
            throw new MongoConfigurationException("Before the @ of a connection string stands user:password, each percent-encoded.");
        return (PercentEncoding.Decode(parts[0], "the user"), parts.Length == 1 ? null : PercentEncoding.Decode(parts[1], "the password"));
    }

    /// <summary>One name without a port: the SRV records give hosts and ports (initial DNS seedlist discovery specification).</summary>
    private static string ParseSrvName(string text)
    {
        var name = PercentEncoding.Decode(text, "the host");
        return name.Length > 0 && name.AsSpan().IndexOfAny(",:/[") < 0
            ? name.ToLowerInvariant()
            : throw new MongoConfigurationException($"mongodb+srv:// takes exactly one host name, without a port; the connection string has '{name}'.");
    }
}
