using System.Globalization;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Connections;

/// <summary>
/// Makes settings of a connection string. An option that carries meaning and that this client does not support is refused by name:
/// ignoring it could lose data or encryption silently. One that only tunes is left out with a warning.
/// </summary>
internal static class SettingsReader
{
    private static readonly (string Name, string Why)[] Refused =
    [
        ("proxyHost", "Connections go straight to the servers."),
        ("proxyPort", "Connections go straight to the servers."),
        ("proxyUsername", "Connections go straight to the servers."),
        ("proxyPassword", "Connections go straight to the servers."),
        ("authMechanismProperties", "No mechanism of this client has properties."),
    ];

    private static readonly string[] AlwaysVerified = ["tlsInsecure", "tlsAllowInvalidCertificates", "tlsAllowInvalidHostnames"];

    private static readonly (string Name, string Why)[] Ignored =
    [
        ("maxAdaptiveRetries", "an operation is repeated once at most"),
        ("enableOverloadRetargeting", "an operation is repeated once at most"),
        ("serverSelectionTryOnce", "it is for clients with a single thread"),
    ];

    private static readonly string[] Superseded = ["socketTimeoutMS", "waitQueueTimeoutMS", "wTimeoutMS"];

    public static MongoSettings Read(string connectionString) => Read(ConnectionString.Parse(connectionString));

    public static MongoSettings Read(ConnectionString source)
    {
        var options = source.Options;
        RefuseContradictions(source);
        RefuseUnsupported(options);
        // One limit over all takes the place of those on parts (client side operations timeout, deprecations); 0 is no limit at all.
        var hasTimeout = options.Has("timeoutMS");
        return new MongoSettings
        {
            Seeds = source.Hosts,
            Srv = source.SrvName is { } name ? new SrvLookup(name, options.Text("srvServiceName") ?? "mongodb", options.Number("srvMaxHosts") ?? 0, source) : null,
            Database = source.Database,
            Credential = ReadCredential(source),
            AppName = options.Text("appName"),
            ReplicaSet = options.Text("replicaSet"),
            DirectConnection = options.Flag("directConnection") ?? false,
            Tls = options.Flag("tls") ?? options.Flag("ssl") ?? source.SrvName is not null,
            TlsCaFile = options.Text("tlsCAFile"),
            TlsCertificateKeyFile = options.Text("tlsCertificateKeyFile"),
            TlsCertificateKeyFilePassword = options.Text("tlsCertificateKeyFilePassword"),
            TlsCheckRevocation = (options.Flag("tlsDisableCertificateRevocationCheck") ?? options.Flag("tlsDisableOCSPEndpointCheck")) == false,
            MaxPoolSize = options.Number("maxPoolSize") switch { null => 100, 0 => int.MaxValue, { } most => most },
            MinPoolSize = options.Number("minPoolSize") ?? 0,
            MaxConnecting = options.Number("maxConnecting") ?? 2,
            MaxIdleTime = options.Milliseconds("maxIdleTimeMS") ?? Timeout.InfiniteTimeSpan,
            WaitQueueTimeout = (hasTimeout ? null : options.Milliseconds("waitQueueTimeoutMS")) ?? Timeout.InfiniteTimeSpan,
            ConnectTimeout = options.Milliseconds("connectTimeoutMS") ?? TimeSpan.FromSeconds(10),
            SocketTimeout = (hasTimeout ? null : options.Milliseconds("socketTimeoutMS")) ?? Timeout.InfiniteTimeSpan,
            OperationTimeout = options.Milliseconds("timeoutMS"),
            LoadBalanced = options.Flag("loadBalanced") ?? false,
            Compressors = [.. Compressors(options).Intersect(MessageCompressor.Known)],
            ZlibLevel = options.Number("zlibCompressionLevel") ?? -1,
            ServerSelectionTimeout = options.Milliseconds("serverSelectionTimeoutMS") ?? TimeSpan.FromSeconds(30),
            LocalThreshold = TimeSpan.FromMilliseconds(options.Number("localThresholdMS") ?? 15),
            HeartbeatInterval = options.Milliseconds("heartbeatFrequencyMS") ?? MongoSettings.DefaultHeartbeat,
            AwaitsChanges = options.Text("serverMonitoringMode") != "poll",
            ReadPreference = ReadReadPreference(options),
            RetryReads = options.Flag("retryReads") ?? true,
            RetryWrites = options.Flag("retryWrites") ?? true,
            ReadConcernLevel = options.Text("readConcernLevel"),
            WriteConcern = ReadWriteConcern(options),
            Warnings = [.. options.Warnings, .. WithoutEffect(options)],
        };
    }

    private static IEnumerable<string> Compressors(ConnectionOptions options) => (options.Find("compressors") as string[] ?? []).Select(c => c.Trim()).Distinct();

    private static IEnumerable<string> WithoutEffect(ConnectionOptions options)
    {
        var unknown = Compressors(options).Except(MessageCompressor.Known).ToList();
        return Ignored.Where(i => options.Has(i.Name)).Select(i => $"{i.Name} has no effect: {i.Why}.")
            .Concat(unknown.Select(c => $"{c} among the compressors has no effect: {string.Join(", ", MessageCompressor.Known)} is what this client has."))
            .Concat(options.Has("zlibCompressionLevel") && !Compressors(options).Contains("zlib") ? ["zlibCompressionLevel has no effect: zlib is not among the compressors."] : [])
            .Concat(options.Has("timeoutMS") ? Superseded.Where(options.Has).Select(o => $"{o} has no effect: timeoutMS limits the whole operation.") : []);
    }

    private static void RefuseContradictions(ConnectionString source)
    {
        var options = source.Options;
        var direct = options.Flag("directConnection") == true;
        var balanced = options.Flag("loadBalanced") == true;
        if (direct && (source.Hosts.Count > 1 || source.SrvName is not null))
            throw new MongoConfigurationException("directConnection=true goes with one host only.");
        if (balanced && (direct || source.Hosts.Count > 1 || options.Has("replicaSet")))
            throw new MongoConfigurationException("loadBalanced=true goes with one host only, and neither with directConnection=true nor with replicaSet.");
        if (source.SrvName is null && (options.Has("srvServiceName") || options.Has("srvMaxHosts")))
            throw new MongoConfigurationException("srvServiceName and srvMaxHosts go with mongodb+srv:// only.");
        if (options.Number("srvMaxHosts") > 0 && (balanced || options.Has("replicaSet")))
            throw new MongoConfigurationException("srvMaxHosts goes neither with loadBalanced=true nor with replicaSet: every member has to be known.");
        if (options.Number("minPoolSize") is { } least && options.Number("maxPoolSize") is { } most and > 0 && least > most)
            throw new MongoConfigurationException($"minPoolSize={least} is more than maxPoolSize={most}.");
        var tls = options.Flag("tls") ?? options.Flag("ssl") ?? source.SrvName is not null;
        if (!tls && (options.Text("tlsCAFile") ?? options.Text("tlsCertificateKeyFile")) is not null)
            throw new MongoConfigurationException("tlsCAFile and tlsCertificateKeyFile need tls=true.");
    }

    private static void RefuseUnsupported(ConnectionOptions options)
    {
        if (Refused.FirstOrDefault(r => options.Has(r.Name)) is ({ } name, var why))
            throw new MongoConfigurationException($"{name} is not supported. {why} Remove the option.");
        if (AlwaysVerified.FirstOrDefault(o => options.Flag(o) == true) is { } insecure)
            throw new MongoConfigurationException($"{insecure}=true is not supported: the server's certificate is always verified. Trust its authority with tlsCAFile.");
        if (options.Text("uuidRepresentation") is { } uuid and not "standard")
            throw new MongoConfigurationException($"uuidRepresentation={uuid} is not supported, only standard. A UUID is binary subtype 4.");
    }

    private static Credential? ReadCredential(ConnectionString source)
    {
        var mechanism = source.Options.Text("authMechanism");
        var authSource = source.Options.Text("authSource");
        if (mechanism is not (null or "SCRAM-SHA-256" or "SCRAM-SHA-1" or Credential.X509))
            throw new MongoConfigurationException($"authMechanism={mechanism} is not supported: SCRAM-SHA-256, SCRAM-SHA-1 or MONGODB-X509 expected.");
        if (mechanism == Credential.X509)
        {
            if (source.Password is not null)
                throw new MongoConfigurationException("authMechanism=MONGODB-X509 takes no password: the certificate of tlsCertificateKeyFile is the proof.");
            if (authSource is not (null or "$external"))
                throw new MongoConfigurationException($"authSource={authSource} does not go with MONGODB-X509: its users are in $external.");
            if (source.Options.Text("tlsCertificateKeyFile") is null)
                throw new MongoConfigurationException("authMechanism=MONGODB-X509 needs tls=true and tlsCertificateKeyFile: the certificate is the proof.");
            return new Credential(source.User, null, "$external", mechanism);
        }
        if (source.User is null)
            return mechanism is null ? null : throw new MongoConfigurationException("authMechanism needs a user: mongodb://user:password@host.");
        if (source.Password is null)
            throw new MongoConfigurationException($"User '{source.User}' of the connection string has no password: mongodb://user:password@host.");
        return new Credential(source.User, source.Password, authSource ?? source.Database ?? "admin", mechanism);
    }

    private static ReadPreference ReadReadPreference(ConnectionOptions options)
    {
        var mode = options.Text("readPreference") is { } text ? Enum.Parse<ReadPreferenceMode>(text, ignoreCase: true) : ReadPreferenceMode.Primary;
        var staleness = options.Number("maxStalenessSeconds") switch
        {
            null or -1 => (TimeSpan?)null,
            { } seconds => TimeSpan.FromSeconds(seconds),
        };
        try
        {
            return new ReadPreference(mode, options.PairSets("readPreferenceTags"), staleness);
        }
        catch (ArgumentException fault)
        {
            throw new MongoConfigurationException($"readPreference: {fault.Message}", fault);
        }
    }

    private static BsonDocument? ReadWriteConcern(ConnectionOptions options)
    {
        var concern = new BsonDocument();
        if (options.Text("w") is { } w)
        {
            var isNumber = int.TryParse(w, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var members);
            if (isNumber && members < 0)
                throw new MongoConfigurationException($"w={w}: a whole number of at least 0 or the name of a write concern expected.");
            if (isNumber && members == 0)
                throw new MongoConfigurationException("w=0 is not supported: a write that nobody acknowledges cannot be relied on.");
            concern["w"] = isNumber ? members : w;
        }
        if (options.Flag("journal") is { } journal)
            concern["j"] = journal;
        if (options.Number("wTimeoutMS") is { } timeout && !options.Has("timeoutMS"))
            concern["wtimeout"] = timeout;
        return concern.Count == 0 ? null : concern;
    }
}
