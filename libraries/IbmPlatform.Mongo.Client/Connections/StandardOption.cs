namespace IbmPlatform.Mongo.Client.Connections;

/// <summary>An option of the URI options specification: its name as the specification spells it, and what values it takes.</summary>
internal sealed record StandardOption(string Name, OptionKind Kind, int Least = 0, int Most = int.MaxValue, params string[] Values)
{
    private static readonly Dictionary<string, StandardOption> Known = new StandardOption[]
    {
        new("appName", OptionKind.Text),
        new("authMechanism", OptionKind.Text),
        new("authMechanismProperties", OptionKind.Pairs),
        new("authSource", OptionKind.Text),
        new("compressors", OptionKind.List),
        new("connectTimeoutMS", OptionKind.Number),
        new("directConnection", OptionKind.Flag),
        new("enableOverloadRetargeting", OptionKind.Flag),
        new("heartbeatFrequencyMS", OptionKind.Number, Least: 500),
        new("journal", OptionKind.Flag),
        new("loadBalanced", OptionKind.Flag),
        new("localThresholdMS", OptionKind.Number),
        new("maxAdaptiveRetries", OptionKind.Number),
        new("maxConnecting", OptionKind.Number, Least: 1),
        new("maxIdleTimeMS", OptionKind.Number),
        new("maxPoolSize", OptionKind.Number),
        new("maxStalenessSeconds", OptionKind.Number, Least: -1),
        new("minPoolSize", OptionKind.Number),
        new("proxyHost", OptionKind.Text),
        new("proxyPassword", OptionKind.Text),
        new("proxyPort", OptionKind.Number, Least: 1, Most: 65535),
        new("proxyUsername", OptionKind.Text),
        new("readConcernLevel", OptionKind.Text),
        new("readPreference", OptionKind.Text, Values: ["primary", "primaryPreferred", "secondary", "secondaryPreferred", "nearest"]),
        new("readPreferenceTags", OptionKind.PairSets),
        new("replicaSet", OptionKind.Text),
        new("retryReads", OptionKind.Flag),
        new("retryWrites", OptionKind.Flag),
        new("serverMonitoringMode", OptionKind.Text, Values: ["auto", "stream", "poll"]),
        new("serverSelectionTimeoutMS", OptionKind.Number),
        new("serverSelectionTryOnce", OptionKind.Flag),
        new("socketTimeoutMS", OptionKind.Number),
        new("srvMaxHosts", OptionKind.Number),
        new("srvServiceName", OptionKind.Text),
        new("ssl", OptionKind.Flag),
        new("timeoutMS", OptionKind.Number),
        new("tls", OptionKind.Flag),
        new("tlsAllowInvalidCertificates", OptionKind.Flag),
        new("tlsAllowInvalidHostnames", OptionKind.Flag),
        new("tlsCAFile", OptionKind.Text),
        new("tlsCertificateKeyFile", OptionKind.Text),
        new("tlsCertificateKeyFilePassword", OptionKind.Text),
        new("tlsDisableCertificateRevocationCheck", OptionKind.Flag),
        new("tlsDisableOCSPEndpointCheck", OptionKind.Flag),
        new("tlsInsecure", OptionKind.Flag),
        new("uuidRepresentation", OptionKind.Text),
        new("w", OptionKind.Text),
        new("waitQueueTimeoutMS", OptionKind.Number),
        new("wTimeoutMS", OptionKind.Number),
        new("zlibCompressionLevel", OptionKind.Number, Least: -1, Most: 9),
    }.ToDictionary(o => o.Name, StringComparer.OrdinalIgnoreCase);

    public static IEnumerable<string> Names => Known.Values.Select(o => o.Name);

    public static StandardOption? Find(string name) => Known.GetValueOrDefault(name);
}
