using System.Text.Json;
using System.Text.RegularExpressions;
using IbmPlatform.Mongo.Client.Connections;
using IbmPlatform.Mongo.Client.Dns;

namespace IbmPlatform.Mongo.Client.Tests.Specifications;

/// <summary>Initial DNS seedlist discovery, with the zone that its README describes on a DNS server of the test.</summary>
public sealed partial class SeedSpecificationTests
{
    [Theory, InlineData("replica-set"), InlineData("sharded"), InlineData("load-balanced")]
    public async Task Seeds_are_found_as_published(string folder)
    {
        var files = SpecificationFiles.Under($"initial-dns-seedlist-discovery/tests/{folder}").ToList();
        await using var dns = new ScriptedDns();
        ReadZone(dns, await SpecificationFiles.TextAsync("initial-dns-seedlist-discovery/tests/README.md"));
        // The test of the service name expects a record that the README leaves out.
        dns.Service("_customname._tcp.test22.test.build.10gen.cc", "localhost.test.build.10gen.cc", 27018);
        await SpecificationFiles.RunAllAsync(files.Select(f => (f.Name, (Func<Task>)(() => CheckAsync(f.Json, dns)))));
    }

    private static async Task CheckAsync(JsonElement test, ScriptedDns dns)
    {
        MongoSettings settings;
        try
        {
            var asked = SettingsReader.Read(test.GetProperty("uri").GetString()!);
            (settings, _) = await new SeedLookup(asked.Srv!, new DnsClient([dns.EndPoint], TimeProvider.System)).ResolveAsync(CancellationToken.None);
        }
        catch (MongoConfigurationException) when (IsError(test))
        {
            return;
        }
        Assert.False(IsError(test), "An error was expected.");
        if (test.TryGetProperty("seeds", out var seeds))
            Assert.Equal(seeds.EnumerateArray().Select(s => s.GetString()).Order(), settings.Seeds.Select(s => s.ToString()).Order());
        if (test.TryGetProperty("numSeeds", out var count))
            Assert.Equal(count.GetInt32(), settings.Seeds.Count);
        if (test.TryGetProperty("options", out var options))
        {
            Assert.Equal(options.TryGetProperty("replicaSet", out var set) ? set.GetString() : null, settings.ReplicaSet);
            Assert.Equal(options.TryGetProperty("loadBalanced", out var balanced) && balanced.GetBoolean(), settings.LoadBalanced);
            Assert.Equal(options.GetProperty("ssl").GetBoolean(), settings.Tls);
            if (options.TryGetProperty("authSource", out var source) && settings.Credential is { } credential)
                Assert.Equal(source.GetString(), credential.Source);
        }
    }

    private static bool IsError(JsonElement test) => test.TryGetProperty("error", out var error) && error.GetBoolean();

    private static void ReadZone(ScriptedDns dns, string readme)
    {
        foreach (Match record in Service().Matches(readme))
            dns.Service(record.Groups[1].Value, record.Groups[3].Value, int.Parse(record.Groups[2].Value));
        foreach (Match record in Text().Matches(readme))
            dns.Text(record.Groups[1].Value, [.. record.Groups[2].Captures.Select(c => c.Value)]);
        Assert.True(dns.Records.Count > 20, "The zone was not found in the README.");
    }

    [GeneratedRegex(@"^(\S+)\s+\d+\s+IN SRV\s+(\d+)\s+(\S+)", RegexOptions.Multiline)]
    private static partial Regex Service();

    [GeneratedRegex(@"^(\S+)\s+\d+\s+IN TXT\s+(?:""([^""]*)""\s*)+$", RegexOptions.Multiline)]
    private static partial Regex Text();
}
