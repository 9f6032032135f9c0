using System.Text.Json;
using IbmPlatform.Testing;

namespace IbmPlatform.Reports.Tests;

public sealed class ChangeFeedTests(PlatformFixture fixture)
{
    [Fact]
    public async Task The_feed_tells_every_entity_once_and_goes_on_from_the_last_id()
    {
        var ids = new List<string?>();
        string? after = null;
        while (true)
        {
            var cursor = after is null ? "" : $", after: \"{after}\"";
            var page = (await fixture.Running.QueryAsync(
                "reports", $$"""{ changes(types: [PROJECT, ORGANISATION, PUBLICATION, CONTRIBUTION]{{cursor}}, first: 20) { nodes { id kind version node { id } } edges { cursor } pageInfo { hasNextPage } } }""")).At("changes");
            ids.AddRange(page.At("nodes").EnumerateArray().Select(n => n.At("node.id").GetString()));
            Assert.Equal(page.All("edges", "cursor"), page.All("nodes", "id"));
            if (!page.At("pageInfo.hasNextPage").GetBoolean())
                break;
            after = page.At("nodes").EnumerateArray().Last().At("id").GetString();
        }

        Assert.Equal(ids.Distinct(), ids);
        Assert.Equal(9, ids.Count(id => id!.StartsWith("project/", StringComparison.Ordinal)));
        Assert.Equal(10, ids.Count(id => id!.StartsWith("publication/", StringComparison.Ordinal)));
        Assert.Equal(10, ids.Count(id => id!.StartsWith("contribution/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_owner_sees_its_own()
    {
        var data = await fixture.Running.QueryAsync("reports", """{ changes(owner: "organisation/government-of-japan") { nodes { type node { id } } } }""");

        Assert.Equal(
            ["contribution/sahel-border-communities/japan", "organisation/government-of-japan", "participation/sahel-border-communities/government-of-japan-donor"],
            data.At("changes.nodes").EnumerateArray().Select(n => n.At("node.id").GetString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_was_removed_is_told_without_its_entity_to_its_owner_too()
    {
        await using var running = await ReportsAlone.StartAsync();
        var project = EventSource.Project("gone", "Gone") with { ReportingOrganisation = "organisation/one" };
        await running.ReceiveAsync(EventSource.Changed(project));
        await running.ReceiveAsync(EventSource.Removed(project.Id, 2, 2));

        var data = await running.QueryAsync("reports", """{ changes(owner: "organisation/one") { nodes { kind version occurredAt changedFields mergedInto node { id } } } }""");

        Assert.Equal(["CREATED", "DELETED"], data.All("changes.nodes", "kind"));
        Assert.Equal("project/gone", data.At("changes.nodes[0].node.id").GetString());
        Assert.Equal(JsonValueKind.Null, data.At("changes.nodes[1].node").ValueKind);
    }
}
