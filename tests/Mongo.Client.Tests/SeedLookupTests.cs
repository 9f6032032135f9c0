using IbmPlatform.Mongo.Client.Connections;
using IbmPlatform.Mongo.Client.Dns;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Tests;

/// <summary>mongodb+srv against a DNS server on loopback.</summary>
public sealed class SeedLookupTests
{
    [Theory, InlineData(false), InlineData(true)]
    public async Task Hosts_and_options_come_from_dns(bool truncates)
    {
        await using var dns = new ScriptedDns { Truncates = truncates }
            .Service("_mongodb._tcp.cluster.ibm.example", "a.ibm.example.", 27017).Service("_mongodb._tcp.cluster.ibm.example", "b.deep.ibm.example.", 27018)
            .Text("cluster.ibm.example", "replicaSet=r", "s0&authSource=users");

        var settings = await ResolveAsync(dns, "mongodb+srv://u:p@cluster.ibm.example/db");

        Assert.Equal(["a.ibm.example:27017", "b.deep.ibm.example:27018"], settings.Seeds.Select(s => s.ToString()));
        Assert.Equal(("rs0", "users", true), (settings.ReplicaSet, settings.Credential!.Source, settings.Tls));
        Assert.Equal(truncates, dns.AskedOverTcp > 0);
    }

    [Fact]
    public async Task What_the_connection_string_says_counts_more_than_dns()
    {
        await using var dns = new ScriptedDns().Service("_ibm._tcp.cluster.ibm.example", "a.ibm.example", 1).Text("cluster.ibm.example", "authSource=users");

        var settings = await ResolveAsync(dns, "mongodb+srv://u:p@cluster.ibm.example/?authSource=own&tls=false&srvServiceName=ibm");

        Assert.Equal(("own", false), (settings.Credential!.Source, settings.Tls));
    }

    [Theory]
    [InlineData("cluster.ibm.example", "a.evil.example", "not in the same domain")]
    [InlineData("cluster.ibm.example", "clusteribm.example", "not in the same domain")]
    [InlineData("cluster.ibm.example", "x.notibm.example", "not in the same domain")]
    [InlineData("localhost", "localhost", "not in the same domain")]
    [InlineData("localhost", "localhost.mongodb", "not in the same domain")]
    [InlineData("mongo.local", "mongo.local", "not in the same domain")]
    [InlineData("mongo.local", "test_1.evil.local", "not in the same domain")]
    [InlineData("mongo.local", "test_1.my_hostmongo.local", "not in the same domain")]
    public async Task Hosts_of_another_domain_are_refused(string name, string target, string expected)
    {
        await using var dns = new ScriptedDns().Service($"_mongodb._tcp.{name}", target, 27017);

        var fault = await Assert.ThrowsAsync<MongoConfigurationException>(() => ResolveAsync(dns, $"mongodb+srv://{name}/"));

        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
        Assert.Contains(target, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("socketTimeoutMS=500", "only authSource, replicaSet, loadBalanced")]
    [InlineData("ssl=false", "only authSource, replicaSet, loadBalanced")]
    [InlineData("authSource", "only authSource, replicaSet, loadBalanced")]
    [InlineData("loadBalanced=true", "loadBalanced=true goes with one host only")]
    public async Task Dns_sets_nothing_else(string text, string expected)
    {
        await using var dns = new ScriptedDns().Service("_mongodb._tcp.cluster.ibm.example", "a.ibm.example", 1).Service("_mongodb._tcp.cluster.ibm.example", "b.ibm.example", 1).Text("cluster.ibm.example", text);

        var fault = await Assert.ThrowsAsync<MongoConfigurationException>(() => ResolveAsync(dns, "mongodb+srv://cluster.ibm.example/"));

        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_without_hosts_is_told_at_the_first_operation()
    {
        await using var dns = new ScriptedDns();
        await using var client = MongoClient.Create("mongodb+srv://cluster.ibm.example/", new MongoClientOptions { DnsServers = [dns.EndPoint] });

        var fault = await Assert.ThrowsAsync<MongoConfigurationException>(() => client.GetDatabase("test").RunCommandAsync(new BsonDocument("ping", 1)));

        Assert.Contains("_mongodb._tcp.cluster.ibm.example", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_servers_found_are_talked_to()
    {
        await using var server = new ScriptedServer();
        // A name under which 127.0.0.1 is a host of the same domain: not every system resolves names below localhost.
        await using var dns = new ScriptedDns().Service("_mongodb._tcp.cluster.0.0.1", "127.0.0.1", int.Parse(server.Address.Split(':')[1]));
        await using var client = MongoClient.Create("mongodb+srv://cluster.0.0.1/?tls=false&serverSelectionTimeoutMS=20000", new MongoClientOptions { DnsServers = [dns.EndPoint] });

        await client.GetDatabase("test").RunCommandAsync(new BsonDocument("ping", 1));

        Assert.Single(server.Commands);
    }

    [Fact]
    public async Task Of_many_hosts_srvMaxHosts_are_used_and_those_in_use_are_kept()
    {
        await using var dns = new ScriptedDns();
        for (var i = 0; i < 5; i++)
            dns.Service("_mongodb._tcp.cluster.ibm.example", $"h{i}.ibm.example", 27017);
        var lookup = Lookup(dns, "mongodb+srv://cluster.ibm.example/?srvMaxHosts=2");
        var (settings, _) = await lookup.ResolveAsync(CancellationToken.None);
        Assert.Equal(2, settings.Seeds.Count);

        dns.Service("_mongodb._tcp.cluster.ibm.example", "intruder.evil.example", 27017);
        var polled = await lookup.PollAsync(settings.Seeds, CancellationToken.None);

        Assert.Equal(settings.Seeds.ToHashSet(), polled!.Value.Hosts);
        Assert.Equal(TimeSpan.FromDays(1), polled.Value.TimeToLive);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_named()
    {
        await using var dns = new ScriptedDns();
        var port = dns.EndPoint;
        await dns.DisposeAsync();

        var fault = await Assert.ThrowsAsync<MongoConnectionException>(() => ResolveAsync(dns, "mongodb+srv://cluster.ibm.example/", port));

        Assert.Contains(port.ToString(), fault.Message, StringComparison.Ordinal);
    }

    private static async Task<MongoSettings> ResolveAsync(ScriptedDns dns, string uri, System.Net.IPEndPoint? server = null) =>
        (await Lookup(dns, uri, server).ResolveAsync(CancellationToken.None)).Settings;

    private static SeedLookup Lookup(ScriptedDns dns, string uri, System.Net.IPEndPoint? server = null) =>
        new(SettingsReader.Read(uri).Srv!, new DnsClient([server ?? dns.EndPoint], TimeProvider.System));
}
