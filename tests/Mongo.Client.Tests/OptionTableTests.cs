using System.Collections;
using IbmPlatform.Mongo.Client.Connections;
using IbmPlatform.Testing;

namespace IbmPlatform.Mongo.Client.Tests;

/// <summary>No option of the URI options specification is taken in silence: it changes something, is refused by name, or is warned of.</summary>
public sealed class OptionTableTests
{
    /// <summary>A connection string with each option, set to another value than its default.</summary>
    private static readonly Dictionary<string, string> Samples = new(StringComparer.Ordinal)
    {
        ["appName"] = "mongodb://a/?appName=us",
        ["authMechanism"] = "mongodb://u:p@a/?authMechanism=SCRAM-SHA-1",
        ["authMechanismProperties"] = "mongodb://u:p@a/?authMechanismProperties=X:y",
        ["authSource"] = "mongodb://u:p@a/?authSource=users",
        ["compressors"] = "mongodb://a/?compressors=zlib",
        ["journal"] = "mongodb://a/?journal=true",
        ["readConcernLevel"] = "mongodb://a/?readConcernLevel=local",
        ["readPreference"] = "mongodb://a/?readPreference=nearest",
        ["readPreferenceTags"] = "mongodb://a/?readPreference=nearest&readPreferenceTags=dc:ny",
        ["maxStalenessSeconds"] = "mongodb://a/?readPreference=nearest&maxStalenessSeconds=120",
        ["replicaSet"] = "mongodb://a/?replicaSet=rs",
        ["retryReads"] = "mongodb://a/?retryReads=false",
        ["retryWrites"] = "mongodb://a/?retryWrites=false",
        ["serverMonitoringMode"] = "mongodb://a/?serverMonitoringMode=poll",
        ["srvMaxHosts"] = "mongodb+srv://a.b.c/?srvMaxHosts=3",
        ["srvServiceName"] = "mongodb+srv://a.b.c/?srvServiceName=ibm",
        ["tlsCAFile"] = "mongodb://a/?tls=true&tlsCAFile=ca.pem",
        ["tlsCertificateKeyFile"] = "mongodb://a/?tls=true&tlsCertificateKeyFile=key.pem",
        ["tlsCertificateKeyFilePassword"] = "mongodb://a/?tls=true&tlsCertificateKeyFilePassword=x",
        ["tlsDisableCertificateRevocationCheck"] = "mongodb://a/?tls=true&tlsDisableCertificateRevocationCheck=false",
        ["tlsDisableOCSPEndpointCheck"] = "mongodb://a/?tls=true&tlsDisableOCSPEndpointCheck=false",
        ["uuidRepresentation"] = "mongodb://a/?uuidRepresentation=csharpLegacy",
        ["w"] = "mongodb://a/?w=2",
        ["zlibCompressionLevel"] = "mongodb://a/?compressors=zlib&zlibCompressionLevel=7",
        ["proxyHost"] = "mongodb://a/?proxyHost=p",
        ["proxyPassword"] = "mongodb://a/?proxyPassword=p",
        ["proxyUsername"] = "mongodb://a/?proxyUsername=p",
    };

    public static TheoryData<string> Names => [.. StandardOption.Names];

    [Theory, MemberData(nameof(Names))]
    public void An_option_has_an_effect_or_is_refused_or_warned_of(string name)
    {
        var sample = Samples.GetValueOrDefault(name) ?? Sample(StandardOption.Find(name)!);
        MongoSettings settings;
        try
        {
            settings = SettingsReader.Read(sample);
        }
        catch (MongoConfigurationException refused)
        {
            Assert.Contains(name, refused.Message, StringComparison.Ordinal);
            return;
        }
        var without = string.Join('&', sample.Split('&', '?').Where(p => !p.StartsWith(name + '=', StringComparison.Ordinal)));
        var plain = SettingsReader.Read(without.Contains('&') ? new System.Text.RegularExpressions.Regex("&").Replace(without, "?", 1) : without);
        if (!settings.Warnings.Any(w => w.Contains(name, StringComparison.Ordinal)))
            Assert.NotEqual(Describe(plain), Describe(settings));
    }

    [Fact]
    public async Task The_README_tells_what_becomes_of_each()
    {
        var readme = await File.ReadAllTextAsync(RepositoryRoot.Combine("libraries", "IbmPlatform.Mongo.Client", "README.md"));

        Assert.DoesNotContain(StandardOption.Names, n => !readme.Contains($"| `{n}` |", StringComparison.Ordinal));
    }

    private static string Sample(StandardOption option) => option.Kind switch
    {
        OptionKind.Flag => $"mongodb://a/?{option.Name}=true",
        OptionKind.Number => $"mongodb://a/?{option.Name}={Math.Max(option.Least, 777)}",
        _ => throw new InvalidOperationException($"Give {option.Name} a sample."),
    };

    private static string Describe(MongoSettings settings) => string.Join('\n', typeof(MongoSettings).GetProperties()
        .Where(p => p.Name != nameof(MongoSettings.Warnings) && p.GetMethod is { IsStatic: false })
        .Select(p => $"{p.Name}={Text(p.GetValue(settings))}"));

    private static string Text(object? value) => value switch
    {
        null => "null",
        Credential known => $"{known.User} {known.Password} {known.Source} {known.Mechanism}",
        SrvLookup lookup => $"{lookup.Name} {lookup.Service} {lookup.MaxHosts}",
        string text => text,
        Mongo.Protocol.BsonDocument document => document.ToString(),
        IEnumerable items => string.Join(',', items.Cast<object>()),
        _ => value.ToString()!,
    };
}
