using System.Text.Json;
using System.Text.RegularExpressions;
using IbmPlatform.Mongo.Client.Connections;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Tests.Specifications;

/// <summary>Connection string, URI options, authentication and concern specifications.</summary>
public sealed partial class ConnectionStringSpecificationTests
{
    /// <summary>What this client refuses by name though a client may support it.</summary>
    private static readonly string[] RefusedByDesign =
    [
        "is not supported: the server's certificate is always verified", "proxy",
        "authMechanism=GSSAPI", "authMechanism=PLAIN", "authMechanism=MONGODB-AWS", "authMechanism=MONGODB-OIDC",
        "authMechanismProperties is not supported", "w=0 is not supported", "has no password", "need tls=true", "needs tls=true and tlsCertificateKeyFile",
    ];

    [Fact]
    public Task Connection_strings_are_parted_as_published() => RunAsync("connection-string/tests");

    [Fact]
    public Task Options_are_read_as_published() => RunAsync("uri-options/tests");

    [Fact]
    public Task Concerns_are_read_as_published() => RunAsync("read-write-concern/tests/connection-string");

    [Fact]
    public Task Credentials_are_read_as_published() => RunAsync("auth/tests/legacy");

    [Fact]
    public async Task Every_option_of_the_specification_is_known()
    {
        _ = SpecificationFiles.Under("uri-options/tests").First();
        var text = await SpecificationFiles.TextAsync("uri-options/uri-options.md");
        var named = OptionRow().Matches(text).Select(m => m.Groups[1].Value).Where(n => n != "Name").ToList();

        Assert.True(named.Count > 40, $"{named.Count} options found in the table.");
        Assert.DoesNotContain(named, n => StandardOption.Find(n) is null);
    }

    [GeneratedRegex(@"^\| (\w+) +\|", RegexOptions.Multiline)]
    private static partial Regex OptionRow();

    private static Task RunAsync(string folder) => SpecificationFiles.RunAllAsync(
        from file in SpecificationFiles.Under(folder)
        from test in file.Json.GetProperty("tests").EnumerateArray()
        select ($"{file.Name} {test.GetProperty("description").GetString()}", (Func<Task>)(() =>
        {
            Check(test);
            return Task.CompletedTask;
        })));

    private static void Check(JsonElement test)
    {
        var uri = test.GetProperty("uri").GetString()!;
        if (test.TryGetProperty("valid", out var valid) && !valid.GetBoolean())
        {
            Assert.Throws<MongoConfigurationException>(() => SettingsReader.Read(uri));
            return;
        }
        var warns = test.TryGetProperty("warning", out var warning) && warning.ValueKind == JsonValueKind.True;
        ConnectionString read;
        try
        {
            read = ConnectionString.Parse(uri);
        }
        catch (MongoConfigurationException fault) when (warns)
        {
            // Stricter than the specification, which ignores a wrong value with a warning: it is refused, and named.
            Assert.Contains(uri[(uri.IndexOf('?', StringComparison.Ordinal) + 1)..].Split('&'), o => fault.Message.Contains(o.Split('=')[0], StringComparison.OrdinalIgnoreCase));
            return;
        }
        CheckParts(test, read);
        try
        {
            var settings = SettingsReader.Read(read);
            Assert.Equal(warns, settings.Warnings.Any(w => !w.Contains("has no effect:", StringComparison.Ordinal)));
            CheckCredential(test, settings.Credential);
            if (test.TryGetProperty("writeConcern", out var concern))
                CheckConcern(concern, settings.WriteConcern);
        }
        catch (MongoConfigurationException fault) when (RefusedByDesign.Any(r => fault.Message.Contains(r, StringComparison.Ordinal)))
        {
            return;
        }
    }

    private static void CheckParts(JsonElement test, ConnectionString read)
    {
        if (test.TryGetProperty("hosts", out var hosts) && hosts.ValueKind == JsonValueKind.Array)
        {
            Assert.Equal(
                hosts.EnumerateArray().Select(h => (h.GetProperty("host").GetString()!, h.GetProperty("port") is { ValueKind: JsonValueKind.Number } p ? p.GetInt32() : 0)),
                read.Hosts.Select((h, i) => (h.Host, hosts[i].GetProperty("port").ValueKind == JsonValueKind.Number ? h.Port : 0)));
        }
        if (test.TryGetProperty("auth", out var auth) && auth.ValueKind == JsonValueKind.Object)
        {
            Assert.Equal(Text(auth, "username"), read.User);
            Assert.Equal(Text(auth, "password"), read.Password);
            if (Text(auth, "db") is { } database)
                Assert.Equal(database, read.Database);
        }
        if (test.TryGetProperty("options", out var options) && options.ValueKind == JsonValueKind.Object)
        {
            foreach (var option in options.EnumerateObject())
            {
                var found = JsonSerializer.SerializeToElement(read.Options.Find(option.Name));
                Assert.True(JsonElement.DeepEquals(option.Value, found) || Plain(option.Value) == Plain(found), $"{option.Name}: {option.Value} expected, {found} read.");
            }
        }
    }

    private static void CheckCredential(JsonElement test, Credential? credential)
    {
        if (!test.TryGetProperty("credential", out var expected))
            return;
        if (expected.ValueKind == JsonValueKind.Null)
        {
            Assert.Null(credential);
            return;
        }
        Assert.NotNull(credential);
        Assert.Equal(
            (Text(expected, "username"), Text(expected, "password"), Text(expected, "source"), Text(expected, "mechanism")),
            (credential.User, credential.Password, credential.Source, credential.Mechanism));
    }

    private static void CheckConcern(JsonElement expected, BsonDocument? concern)
    {
        foreach (var part in expected.EnumerateObject())
        {
            var name = part.Name switch { "wtimeoutMS" => "wtimeout", "journal" => "j", var same => same };
            Assert.Equal(Plain(part.Value), concern![name].ToString().Trim('"'));
        }
    }

    private static string Plain(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : JsonSerializer.Serialize(value);

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var text) ? text.GetString() : null;
}
