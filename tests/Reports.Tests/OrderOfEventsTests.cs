using IbmPlatform.Stakeholders.Contracts;
using IbmPlatform.Testing;
using IbmPlatform.Values;

namespace IbmPlatform.Reports.Tests;

public sealed class OrderOfEventsTests
{
    private static readonly Organisation Donor = new()
    {
        Id = "organisation/one",
        Slug = "one",
        Name = LocalizedText.Original("One"),
        Type = OrganisationType.Government,
    };

    private static readonly IReadOnlyList<Func<RunningServices, Task>> Events =
    [
        s => s.ReceiveAsync(EventSource.Changed(EventSource.Project("p", "First name", "2020-01", "2020-12", ("AM", null)))),
        s => s.ReceiveAsync(EventSource.Changed(EventSource.Project("p", "Second name", "2020-01", "2021-12", ("AM", null)), 2, 2)),
        s => s.ReceiveAsync(EventSource.Changed(EventSource.Project("q", "Another", null, null, ("GE", null)), 1, 3)),
        s => s.ReceiveAsync(EventSource.Removed("project/q", 2, 4)),
        s => s.ReceiveAsync(EventSource.Changed(Donor)),
        s => s.ReceiveAsync(EventSource.Changed(Donor with { Name = LocalizedText.Original("One and only") }, 2)),
        s => s.ReceiveAsync(EventSource.Changed(EventSource.Contribution("p", "one", new Money(10m, "EUR")))),
        s => s.ReceiveAsync(EventSource.Changed(EventSource.Contribution("p", "one", new Money(20m, "EUR")), 2, 2)),
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Events_in_any_order_and_repeated_give_the_same_read_models_and_answers(int seed)
    {
        await using var inOrder = await ReportsAlone.StartAsync();
        foreach (var apply in Events)
            await apply(inOrder);
        await using var shuffled = await ReportsAlone.StartAsync();
        var random = new Random(seed);
        var twice = Events.Concat(Events).ToArray();
        random.Shuffle(twice);
        foreach (var apply in twice)
            await apply(shuffled);

        Assert.Equal(await inOrder.DumpAsync(), await shuffled.DumpAsync());
        const string query = """
            { analytics(by: [COUNTRY, DONOR]) { rows { nodes { cells { key label { value { text } } } projectCount months total { value { amount } } } } }
              search(query: "name one") { nodes { node { id } score } } }
            """;
        Assert.Equal((await inOrder.AskAsync("reports", query)).ToString(), (await shuffled.AskAsync("reports", query)).ToString());
    }

    [Fact]
    public async Task The_newest_version_stands_and_a_removed_project_is_in_nothing()
    {
        await using var running = await ReportsAlone.StartAsync();
        foreach (var apply in Events.Reverse())
            await apply(running);

        var data = await running.QueryAsync(
            "reports", """{ analytics(by: [COUNTRY]) { rows { nodes { cells { key } months total { value { amount } } } } } first: search(query: "first") { totalCount } second: search(query: "second") { totalCount } }""");

        Assert.Equal(1, data.At("analytics.rows.nodes").GetArrayLength());
        Assert.Equal(("country/AM", 24, "20"), (
            data.At("analytics.rows.nodes[0].cells[0].key").GetString(), data.At("analytics.rows.nodes[0].months").GetInt32(),
            data.At("analytics.rows.nodes[0].total.value.amount").GetString()));
        Assert.Equal((0, 1), (data.At("first.totalCount").GetInt32(), data.At("second.totalCount").GetInt32()));
    }
}
