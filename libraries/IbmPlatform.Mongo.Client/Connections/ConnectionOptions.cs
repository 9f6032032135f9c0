using System.Globalization;

namespace IbmPlatform.Mongo.Client.Connections;

/// <summary>
/// The options after the question mark. A name that no specification knows is left out with a warning, as the specification demands;
/// a value that an option does not take is refused instead: a misspelt <c>tls=ture</c> must not mean a connection in the clear.
/// </summary>
internal sealed class ConnectionOptions
{
    /// <summary>Either of a pair contradicts the other, whatever their values (URI options specification, conflicting TLS options).</summary>
    private static readonly (string, string)[] Exclusive =
    [
        ("tlsInsecure", "tlsAllowInvalidCertificates"), ("tlsInsecure", "tlsAllowInvalidHostnames"),
        ("tlsInsecure", "tlsDisableOCSPEndpointCheck"), ("tlsInsecure", "tlsDisableCertificateRevocationCheck"),
        ("tlsAllowInvalidCertificates", "tlsDisableOCSPEndpointCheck"), ("tlsAllowInvalidCertificates", "tlsDisableCertificateRevocationCheck"),
        ("tlsDisableOCSPEndpointCheck", "tlsDisableCertificateRevocationCheck"),
    ];

    private readonly Dictionary<string, object> values = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> warnings = [];

    public IReadOnlyList<string> Warnings => warnings;

    public IEnumerable<string> Names => values.Keys;

    public static ConnectionOptions Parse(string query)
    {
        var options = new ConnectionOptions();
        string? formerTimeout = null;
        foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
                throw new MongoConfigurationException($"'{pair}' in the connection string is no option: name=value expected.");
            var (name, text) = (pair[..equals], pair[(equals + 1)..]);
            if (name.Equals("wtimeout", StringComparison.OrdinalIgnoreCase))
                formerTimeout = text;
            else
                options.Add(name, text);
        }
        if (formerTimeout is not null)
        {
            options.warnings.Add("Option 'wtimeout' is called wTimeoutMS today.");
            if (!options.Has("wTimeoutMS"))
                options.Add("wTimeoutMS", formerTimeout);
        }
        options.RefuseConflicts();
        return options;
    }

    public bool Has(string name) => values.ContainsKey(name);

    public object? Find(string name) => values.GetValueOrDefault(name);

    public string? Text(string name) => values.GetValueOrDefault(name) as string;

    public bool? Flag(string name) => values.GetValueOrDefault(name) as bool?;

    public int? Number(string name) => values.GetValueOrDefault(name) as int?;

    /// <summary>0 means no limit, as the specification has it.</summary>
    public TimeSpan? Milliseconds(string name) => Number(name) switch
    {
        null => null,
        0 => Timeout.InfiniteTimeSpan,
        { } number => TimeSpan.FromMilliseconds(number),
    };

    public IReadOnlyList<IReadOnlyDictionary<string, string>>? PairSets(string name) =>
        values.GetValueOrDefault(name) as List<IReadOnlyDictionary<string, string>>;

    /// <summary>Adds what DNS says, unless the connection string says it already.</summary>
    public void AddDefault(string name, string text)
    {
        if (!Has(name))
            Add(name, text);
    }

    private void Add(string name, string text)
    {
        if (StandardOption.Find(name) is not { } option)
        {
            warnings.Add($"Option '{name}' of the connection string is unknown and has no effect.");
            return;
        }
        var value = Read(option, text);
        if (value is IReadOnlyDictionary<string, string> set && option.Kind == OptionKind.PairSets)
        {
            if (values.TryGetValue(option.Name, out var sets))
                ((List<IReadOnlyDictionary<string, string>>)sets).Add(set);
            else
                values[option.Name] = new List<IReadOnlyDictionary<string, string>> { set };
        }
        else if (!values.TryAdd(option.Name, value))
        {
            if (!value.Equals(values[option.Name]))
                throw new MongoConfigurationException($"The connection string gives option '{option.Name}' twice, with different values.");
            warnings.Add($"The connection string gives option '{option.Name}' twice.");
        }
    }

    private static object Read(StandardOption option, string encoded)
    {
        var text = PercentEncoding.Decode(encoded, $"option '{option.Name}'");
        if (text.Length == 0 && option.Kind != OptionKind.PairSets)
            throw Wrong(option, text, "a value");
        return option.Kind switch
        {
            OptionKind.Flag => text switch { "true" => true, "false" => false, _ => throw Wrong(option, text, "true or false") },
            OptionKind.Number => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                && number >= option.Least && number <= option.Most ? number : throw Wrong(option, text, Range(option)),
            OptionKind.List => text.Split(','),
            OptionKind.Pairs or OptionKind.PairSets => Pairs(option, encoded),
            _ => option.Values.Length == 0 || option.Values.Contains(text) ? text : throw Wrong(option, text, string.Join(", ", option.Values)),
        };
    }

    /// <summary>Parted before decoding: a comma within a value is written %2C.</summary>
    private static Dictionary<string, string> Pairs(StandardOption option, string encoded)
    {
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in encoded.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(p => PercentEncoding.Decode(p, $"option '{option.Name}'")))
        {
            var colon = pair.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0)
                throw Wrong(option, encoded, "name:value, parted by commas");
            pairs[pair[..colon]] = pair[(colon + 1)..];
        }
        return pairs;
    }

    private void RefuseConflicts()
    {
        foreach (var (one, other) in Exclusive)
        {
            if (Has(one) && Has(other))
                throw new MongoConfigurationException($"{one} and {other} cannot be given together. Remove one of them.");
        }
        if (Flag("tls") is { } tls && Flag("ssl") is { } ssl && tls != ssl)
            throw new MongoConfigurationException("tls and ssl are two names of one option; the connection string gives them different values.");
    }

    private static string Range(StandardOption option) => option.Most == int.MaxValue
        ? $"a whole number of at least {option.Least}" : $"a whole number from {option.Least} to {option.Most}";

    private static MongoConfigurationException Wrong(StandardOption option, string text, string expected) =>
        new($"{option.Name}={text}: {expected} expected.");
}
