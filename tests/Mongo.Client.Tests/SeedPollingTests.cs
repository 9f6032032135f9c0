using IbmPlatform.Mongo.Client.Connections;
using IbmPlatform.Mongo.Client.Topology;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Tests;

/// <summary>Polling SRV records for mongos discovery: the routers of a sharded cluster follow DNS, by a clock that the test sets.</summary>
public sealed class SeedPollingTests : IAsyncDisposable
{
    private const string Name = "_mongodb._tcp.cluster.ibm.example";
    private readonly ManualTime time = new();
    private readonly ScriptedDns dns = new();
    private readonly CancellationTokenSource stop = new();
    private Deployment? deployment;
    private Task<ServerNode>? selecting;

    [Fact]
    public async Task Routers_that_DNS_adds_are_used_and_those_it_drops_are_not()
    {
        await StartAsync("", "a", "b");

        Publish("b", "c");
        await PassAsync(() => Known() is "b c");

        Publish("d");
        await PassAsync(() => Known() is "d");
    }

    [Fact]
    public async Task DNS_without_hosts_or_with_foreign_ones_only_changes_nothing()
    {
        await StartAsync("", "a", "b");

        Publish();
        await PassAsync(() => dns.Asked >= 5);
        Assert.Equal("a b", Known());
        dns.Replace(Name, ("thief.evil.example", 27017));
        await PassAsync(() => dns.Asked >= 7);
        Assert.Equal("a b", Known());

        Publish("a");
        await PassAsync(() => Known() is "a");
    }

    [Fact]
    public async Task No_more_than_srvMaxHosts_are_used_and_those_in_use_stay()
    {
        await StartAsync("?srvMaxHosts=2", "a", "b");

        Publish("a", "c", "d", "e");
        await PassAsync(() => !Known().Contains('b'));

        Assert.Matches("^a [cde]$", Known());
    }

    [Fact]
    public async Task DNS_is_asked_once_a_minute_at_most()
    {
        dns.TimeToLive = 1;
        await StartAsync("", "a");
        var asked = dns.Asked;

        time.Advance(TimeSpan.FromSeconds(59));
        await Task.Delay(50);

        // The records are good for a second.
        Assert.Equal(asked, dns.Asked);
        await PassAsync(() => dns.Asked > asked);
    }

    [Fact]
    public async Task Records_that_are_good_for_ever_are_looked_at_again_all_the_same()
    {
        dns.TimeToLive = int.MaxValue;
        await StartAsync("", "a");

        Publish("b");

        await PassAsync(() => Known() is "b");
    }

    [Fact]
    public async Task A_replica_set_is_left_to_its_primary()
    {
        await StartAsync(new BsonDocument { ["setName"] = "rs", ["hosts"] = new BsonArray { "a.ibm.example:27017" } }, "", "a");
        var asked = dns.Asked;
        Publish("b");

        for (var i = 0; i < 5; i++)
        {
            time.Advance(TimeSpan.FromDays(1));
            await Task.Delay(20);
        }

        Assert.Equal(asked, dns.Asked);
        Assert.Equal("a", Known());
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        // The hosts lead nowhere: whether one was fit for a moment is not what is tested.
        if (selecting is not null)
            await selecting.ContinueWith(t => t.Exception, TaskScheduler.Default);
        if (deployment is not null)
            await deployment.DisposeAsync();
        stop.Dispose();
        await dns.DisposeAsync();
    }

    /// <summary>Looks the seeds up as the first operation does; the first seed then says that it is a router.</summary>
    private Task StartAsync(string options, params string[] hosts) => StartAsync(new BsonDocument("msg", "isdbgrid"), options, hosts);

    private async Task StartAsync(BsonDocument firstSays, string options, params string[] hosts)
    {
        Publish(hosts);
        var settings = SettingsReader.Read($"mongodb+srv://cluster.ibm.example/{options}");
        deployment = new Deployment(settings, new MongoClientOptions { DnsServers = [dns.EndPoint], TimeProvider = time });
        selecting = deployment.SelectAsync(ReadPreference.Primary, null, stop.Token).AsTask();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (deployment.Topology.Servers.IsEmpty)
            await Task.Delay(5, limit.Token);
        deployment.Apply(ServerDescription.Of(Address(hosts[0]), new HelloReply
        {
            Document = new BsonDocument([new("ok", 1), new("ismaster", true), new("maxWireVersion", 21), .. firstSays]),
        }));
        Assert.NotEqual(TopologyKind.Unknown, deployment.Topology.Kind);
    }

    private void Publish(params string[] hosts) => dns.Replace(Name, [.. hosts.Select(h => ($"{h}.ibm.example", 27017))]);

    /// <summary>Lets time pass until it is so; the records are good for a day.</summary>
    private async Task PassAsync(Func<bool> isSo)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!isSo())
        {
            time.Advance(TimeSpan.FromDays(1));
            // The same clock limits each question to DNS, so it stands still while one may be on its way.
            for (var i = 0; i < 100 && !isSo(); i++)
                await Task.Delay(5, limit.Token);
        }
    }

    private string Known() => string.Join(' ', deployment!.Topology.Servers.Keys.Select(a => a.Host.Split('.')[0]).Order());

    private static ServerAddress Address(string host) => new($"{host}.ibm.example", 27017);
}
