using System.Globalization;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Connections;

/// <summary>
/// Reads <c>mongodb://[user:password@]host1[:port][,host2…][/database][?options]</c> (connection string specification).
/// An option that this client does not support is refused by name: ignoring one could lose data or encryption silently.
/// </summary>
internal sealed class ConnectionString
{
    private const string Scheme = "mongodb://";
    private readonly Dictionary<string, string> options = new(StringComparer.OrdinalIgnoreCase);

    private ConnectionString(string query)
    {
        foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0 || equals == pair.Length - 1)
                throw new MongoConfigurationException($"'{pair}' in the connection string is no option: name=value expected.");
            var name = pair[..equals];
            if (!options.TryAdd(name, Decode(pair[(equals + 1)..], $"option '{name}'")))
                throw new MongoConfigurationException($"The connection string gives option '{name}' twice.");
        }
    }

    public static MongoSettings Parse(string text)
    {
        if (text.StartsWith("mongodb+srv://", StringComparison.OrdinalIgnoreCase))
        {
            throw new MongoConfigurationException(
                "mongodb+srv:// needs a DNS SRV lookup, which this client does not do. Name the hosts: mongodb://host1:27017,host2:27017/?replicaSet=NAME&tls=true.");
        }
        if (!text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            throw new MongoConfigurationException("A connection string starts with mongodb://, for example mongodb://localhost:27017/database.");
        var rest = text[Scheme.Length..];
        var question = rest.IndexOf('?', StringComparison.Ordinal);
        var query = question < 0 ? "" : rest[(question + 1)..];
        rest = question < 0 ? rest : rest[..question];
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        var database = slash < 0 || slash == rest.Length - 1 ? null : Decode(rest[(slash + 1)..], "the database name");
        rest = slash < 0 ? rest : rest[..slash];
        var at = rest.LastIndexOf('@');
        var userInfo = at < 0 ? null : rest[..at];
        var seeds = rest[(at + 1)..].Split(',').Select(ServerAddress.Parse).Distinct().ToList();
        return new ConnectionString(query).Read(seeds, database, userInfo);
    }

    private MongoSettings Read(List<ServerAddress> seeds, string? database, string? userInfo)
    {
        RefuseUnless("readPreference", "primary", "Reads go to the primary only.");
        RefuseUnless("loadBalanced", "false", "Load balancers are not supported.");
        RefuseUnless("uuidRepresentation", "standard", "A UUID is binary subtype 4.");
        var tls = Flag("tls") ?? Flag("ssl") ?? false;
        var settings = new MongoSettings
        {
            Seeds = seeds,
            Database = database,
            Credential = ReadCredential(userInfo, database),
            AppName = Take("appName"),
            ReplicaSet = Take("replicaSet"),
            DirectConnection = Flag("directConnection"),
            Tls = tls,
            TlsCaFile = Take("tlsCAFile"),
            TlsCertificateKeyFile = Take("tlsCertificateKeyFile"),
            MaxPoolSize = Number("maxPoolSize", 1) ?? 100,
            MaxIdleTime = Milliseconds("maxIdleTimeMS") ?? Timeout.InfiniteTimeSpan,
            WaitQueueTimeout = Milliseconds("waitQueueTimeoutMS") ?? Timeout.InfiniteTimeSpan,
            ConnectTimeout = Milliseconds("connectTimeoutMS") ?? TimeSpan.FromSeconds(10),
            SocketTimeout = Milliseconds("socketTimeoutMS") ?? Timeout.InfiniteTimeSpan,
            ServerSelectionTimeout = Milliseconds("serverSelectionTimeoutMS") ?? TimeSpan.FromSeconds(30),
            HeartbeatInterval = TimeSpan.FromMilliseconds(Number("heartbeatFrequencyMS", 500) ?? 10_000),
            RetryReads = Flag("retryReads") ?? true,
            RetryWrites = Flag("retryWrites") ?? true,
            ReadConcernLevel = Take("readConcernLevel"),
            WriteConcern = ReadWriteConcern(),
        };
        if (options.Count > 0)
        {
            throw new MongoConfigurationException(
                $"The connection string has options that this client does not support: {string.Join(", ", options.Keys.Order(StringComparer.Ordinal))}. Remove them.");
        }
        if (!settings.Tls && (settings.TlsCaFile ?? settings.TlsCertificateKeyFile) is not null)
            throw new MongoConfigurationException("tlsCAFile and tlsCertificateKeyFile need tls=true.");
        if (settings.DirectConnection == true && seeds.Count > 1)
            throw new MongoConfigurationException("directConnection=true goes with one host only.");
        return settings;
    }

    private Credential? ReadCredential(string? userInfo, string? database)
    {
        var mechanism = Take("authMechanism");
        var source = Take("authSource") ?? database ?? "admin";
        if (mechanism is not (null or "SCRAM-SHA-256" or "SCRAM-SHA-1"))
            throw new MongoConfigurationException($"authMechanism={mechanism} is not supported: SCRAM-SHA-256 or SCRAM-SHA-1 expected.");
        if (string.IsNullOrEmpty(userInfo))
            return mechanism is null ? null : throw new MongoConfigurationException("authMechanism needs a user: mongodb://user:password@host.");
        var parts = userInfo.Split(':');
        if (parts.Length != 2 || parts[0].Length == 0 || userInfo.Contains('@') || userInfo.Contains('/'))
            throw new MongoConfigurationException("Before the @ of a connection string stands user:password, each percent-encoded.");
        return new Credential(Decode(parts[0], "the user"), Decode(parts[1], "the password"), source, mechanism);
    }

    private BsonDocument? ReadWriteConcern()
    {
        var concern = new BsonDocument();
        if (Take("w") is { } w)
        {
            if (w == "0")
                throw new MongoConfigurationException("w=0 is not supported: a write that nobody acknowledges cannot be relied on.");
            concern["w"] = int.TryParse(w, NumberStyles.None, CultureInfo.InvariantCulture, out var members) ? members : w;
        }
        if (Flag("journal") is { } journal)
            concern["j"] = journal;
        if (Number("wtimeoutMS", 0) is { } timeout)
            concern["wtimeout"] = timeout;
        return concern.Count == 0 ? null : concern;
    }

    private string? Take(string name) => options.Remove(name, out var value) ? value : null;

    private bool? Flag(string name) => Take(name) switch
    {
        null => null,
        "true" => true,
        "false" => false,
        var other => throw new MongoConfigurationException($"{name}={other}: true or false expected."),
    };

    private int? Number(string name, int least)
    {
        if (Take(name) is not { } text)
            return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least
            ? number
            : throw new MongoConfigurationException($"{name}={text}: a whole number of at least {least} expected.");
    }

    /// <summary>0 means no limit, as the specification has it.</summary>
    private TimeSpan? Milliseconds(string name) => Number(name, 0) switch
    {
        null => null,
        0 => Timeout.InfiniteTimeSpan,
        { } number => TimeSpan.FromMilliseconds(number),
    };

    private void RefuseUnless(string name, string only, string why)
    {
        if (Take(name) is { } value && value != only)
            throw new MongoConfigurationException($"{name}={value} is not supported, only {only}. {why}");
    }

    private static string Decode(string text, string what)
    {
        for (var i = text.IndexOf('%', StringComparison.Ordinal); i >= 0; i = text.IndexOf('%', i + 1))
        {
            if (i + 2 >= text.Length || !char.IsAsciiHexDigit(text[i + 1]) || !char.IsAsciiHexDigit(text[i + 2]))
                throw new MongoConfigurationException($"{what} in the connection string has a % that starts no percent-encoded byte.");
        }
        return Uri.UnescapeDataString(text);
    }
}
