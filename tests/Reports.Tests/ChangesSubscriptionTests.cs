using System.Text.Json;
using IbmPlatform.Mongo.Client;
using IbmPlatform.Reports.Changes;
using IbmPlatform.ServiceDefaults.Bus;
using IbmPlatform.ServiceDefaults.Hosting;
using IbmPlatform.Testing;
using IbmPlatform.Values;
using Microsoft.Extensions.DependencyInjection;

namespace IbmPlatform.Reports.Tests;

public sealed class ChangesSubscriptionTests : IAsyncLifetime
{
    private RunningServices running = null!;

    public async ValueTask InitializeAsync() => running = await ReportsAlone.StartAsync();

    public ValueTask DisposeAsync() => running.DisposeAsync();

    [Fact]
    public async Task Changes_come_in_the_feeds_order_and_the_query_goes_on_from_the_last_one()
    {
        await ReceiveAsync("before", 1);
        var heard = await ChangesHeard.StartAsync(running);
        await ReceiveAsync("a", 2);
        await ReceiveAsync("b", 3);
        await running.ReceiveAsync(EventSource.Removed("project/a", 2, 4));
        var told = new[] { await heard.NextAsync(), await heard.NextAsync(), await heard.NextAsync() };
        await heard.DisposeAsync();
        await ReceiveAsync("c", 5);

        Assert.Equal(["CREATED", "CREATED", "DELETED"], told.Select(c => c.At("kind").GetString()));
        Assert.Equal((("project/a", "project/b"), JsonValueKind.Null), ((told[0].At("node.id").GetString(), told[1].At("node.id").GetString()), told[2].At("node").ValueKind));
        var feed = await running.QueryAsync("reports", "{ changes(types: [PROJECT]) { nodes { id } } }");
        Assert.Equal(feed.All("changes.nodes", "id").Skip(1).Take(3), told.Select(c => c.At("id").GetString()));
        var rest = await running.QueryAsync("reports", $$"""{ changes(after: "{{told[2].At("id").GetString()}}") { nodes { node { id } } } }""");
        Assert.Equal(["project/c"], rest.At("changes.nodes").EnumerateArray().Select(n => n.At("node.id").GetString()));
    }

    [Fact]
    public async Task Types_and_owner_mean_what_they_mean_in_the_query()
    {
        await using var heard = await ChangesHeard.StartAsync(running, """(types: [PROJECT, CONTRIBUTION], owner: "organisation/one")""");
        await ReceiveAsync("others", 1);
        await running.ReceiveAsync(EventSource.Changed(EventSource.Project("own", "Own") with { ReportingOrganisation = "organisation/one" }, 1, 2));
        await running.ReceiveAsync(EventSource.Removed("project/own", 2, 3));
        await running.ReceiveAsync(EventSource.Changed(EventSource.Contribution("others", "one")));

        string?[] told = [.. new[] { await heard.NextAsync(), await heard.NextAsync(), await heard.NextAsync() }.Select(c => c.At("id").GetString())];

        var feed = await running.QueryAsync("reports", """{ changes(types: [PROJECT, CONTRIBUTION], owner: "organisation/one") { nodes { id } } }""");
        Assert.Equal(feed.All("changes.nodes", "id"), told);
    }

    [Fact]
    public async Task What_another_instance_of_the_service_hears_is_told_too()
    {
        await using var heard = await ChangesHeard.StartAsync(running);
        await using var other = AnotherInstance();
        await other.GetRequiredService<ChangeLog>().AppendAsync(Entry("far", 1), 1, TestContext.Current.CancellationToken);
        Assert.Equal("project/far", (await heard.NextAsync()).At("node.id").GetString());
    }

    [Fact]
    public async Task Nothing_is_left_of_a_client_that_went()
    {
        var heard = await ChangesHeard.StartAsync(running);
        await heard.DisposeAsync();
        Assert.Equal(0, ChangesHeard.ListenersOf(running));
    }

    [Fact]
    public async Task Types_that_are_none_are_refused()
    {
        var answer = await ChangesHeard.RefusedAsync(running, "(types: [])");
        Assert.Contains("types is empty", answer.At("errors[0].message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_late_event_stands_behind_what_was_handed_out_before()
    {
        await running.ReceiveAsync(EventSource.Changed(EventSource.Project("p", "Second"), 2, 2));
        var last = (await PageAsync(null)).Single().At("id").GetString();

        // It happened a minute before the other.
        await running.ReceiveAsync(EventSource.Changed(EventSource.Project("p", "First"), 1, 1));

        Assert.Equal(1, (await PageAsync(last)).Single().At("version").GetInt32());
    }

    [Fact]
    public async Task A_restored_owner_repeats_nothing_that_was_told_and_adds_what_is_new()
    {
        await ReceiveAsync("p", 1);
        await running.ReceiveAsync(EventSource.Changed(EventSource.Project("p", "Lost") with { ReportingOrganisation = "organisation/lost" }, 2, 2));
        var last = (await PageAsync(null))[^1].At("id").GetString();

        await running.ReceiveAsync(EventSource.Changed(EventSource.Project("p", "p"), 1, 1, epoch: 2));
        await running.ReceiveAsync(EventSource.Changed(EventSource.Project("p", "Other") with { ReportingOrganisation = "organisation/other" }, 2, 2, epoch: 2));
        await running.ReceiveAsync(EventSource.Changed(EventSource.Project("p", "Lost") with { ReportingOrganisation = "organisation/lost" }, 2, 2));

        Assert.Equal(2, (await PageAsync(last)).Single().At("version").GetInt32());
        var feed = await running.QueryAsync("reports", """{ changes(types: [PROJECT]) { nodes { version } } other: changes(owner: "organisation/other") { nodes { version } } }""");
        Assert.Equal([1, 2, 2], feed.At("changes.nodes").EnumerateArray().Select(n => n.At("version").GetInt32()));
        Assert.Equal(3, feed.At("other.nodes").GetArrayLength());
    }

    [Fact]
    public async Task Two_instances_that_append_at_once_show_every_change_once_to_who_reads_on()
    {
        const int Count = 200;
        await using var other = AnotherInstance();
        ChangeLog[] logs = [running.Services.GetRequiredService<ChangeLog>(), other.GetRequiredService<ChangeLog>()];
        var token = TestContext.Current.CancellationToken;
        // Every second one is told to both, as an event that is delivered again.
        var writing = Task.WhenAll(Enumerable.Range(0, Count).SelectMany(i => logs.Where((_, log) => i % 2 == 0 || log == i % 4 / 2)
            .Select(log => Task.Run(() => log.AppendAsync(Entry($"p{i}", 1), 1, token), token))));

        var seen = new List<string>();
        string? after = null;
        while (true)
        {
            var written = writing.IsCompleted;
            var page = await PageAsync(after);
            if (written && page.Count == 0)
                break;
            seen.AddRange(page.Select(change => change.At("node.id").GetString()!));
            after = page.Count == 0 ? after : page[^1].At("id").GetString();
        }
        await writing;

        Assert.Equal(Enumerable.Range(0, Count).Select(i => $"project/p{i}").Order(StringComparer.Ordinal), seen.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task After_a_restore_of_this_service_the_feed_goes_on_beyond_every_id_from_before()
    {
        await ReceiveAsync("p", 1);
        await ReceiveAsync("q", 2);
        var last = (await PageAsync(null))[^1].At("id").GetString();
        var database = running.Services.GetRequiredKeyedService<ServiceDefaults.ServiceDatabase>("reports");
        var feed = database.Database.GetCollection<Mongo.Protocol.BsonDocument>("changes");
        await feed.DeleteManyAsync([], TestContext.Current.CancellationToken);
        await database.RaiseEpochAsync(TestContext.Current.CancellationToken);

        await using var restarted = AnotherInstance();
        await restarted.GetRequiredKeyedService<ServiceDefaults.ServiceDatabase>("reports").PrepareAsync(TestContext.Current.CancellationToken);
        await restarted.GetRequiredService<ChangeLog>().AppendAsync(Entry("r", 1), 1, TestContext.Current.CancellationToken);

        Assert.Equal("project/r", (await PageAsync(last)).Single().At("node.id").GetString());
    }

    private async Task<List<JsonElement>> PageAsync(string? after)
    {
        var cursor = after is null ? "" : $", after: \"{after}\"";
        return [.. (await running.QueryAsync("reports", $$"""{ changes(types: [PROJECT]{{cursor}}) { nodes { id version node { id } } } }""")).At("changes.nodes").EnumerateArray()];
    }

    private Task ReceiveAsync(string slug, long sequence) => running.ReceiveAsync(EventSource.Changed(EventSource.Project(slug, slug), 1, sequence));

    private static ChangeEntry Entry(string slug, int version) =>
        new($"project/{slug}", EntityType.Project, version, ChangeKind.Updated, DateTimeOffset.UnixEpoch, [], null, []);

    /// <summary>The service again over the same store, its bus not started.</summary>
    private ServiceProvider AnotherInstance()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        _ = new Platform(services, running.Services.GetRequiredService<MongoClient>()).Add(new ReportsService()).UseBus(BusOptions.Parse(BusOptions.InMemory));
        return services.BuildServiceProvider();
    }
}
