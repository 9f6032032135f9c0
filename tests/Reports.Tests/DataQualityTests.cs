using System.Text.Json;
using IbmPlatform.Testing;

namespace IbmPlatform.Reports.Tests;

public sealed class DataQualityTests(PlatformFixture fixture)
{
    private async Task<IReadOnlyList<JsonElement>> FindingsAsync(string project) =>
    [
        .. (await fixture.Running.QueryAsync(
            "reports",
            $$"""{ _entities(representations: [{ __typename: "Project", id: "{{project}}" }]) { ... on Project { dataQuality { rule severity field message } } } }"""))
            .At("_entities[0].dataQuality").EnumerateArray(),
    ];

    private static string Told(JsonElement finding) => $"{finding.At("severity").GetString()} {finding.At("rule").GetString()} {finding.At("field").GetString()}";

    [Fact]
    public async Task The_silk_routes_project_has_no_period_and_nobody_who_implements_it()
    {
        var told = (await FindingsAsync("project/silk-routes-ibm")).Select(Told).ToList();

        Assert.Contains("WARNING period-stated period.start", told);
        Assert.Contains("WARNING implementer-stated participations", told);
        Assert.Contains("INFORMATION country-shares-stated countries.sharePercent", told);
        Assert.DoesNotContain(told, t => t.Contains("amount-stated", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Bomca_has_its_conflicts_and_no_gap_in_money_or_time()
    {
        var findings = await FindingsAsync("project/bomca-9");

        Assert.Equal(3, findings.Count(f => f.At("rule").GetString() == "sources-agree"));
        Assert.DoesNotContain(findings, f => f.At("rule").GetString() is "amount-stated" or "period-stated" or "duration-fits-dates");
        Assert.Contains(findings, f => f.At("rule").GetString() == "document-licensed");
    }

    [Fact]
    public async Task A_project_with_faults_is_told_each_of_them()
    {
        await using var running = await ReportsAlone.StartAsync();
        await running.ReceiveAsync(EventSource.Changed(EventSource.Project("bad", "Bad", "2020-06", "2020-01", ("AM", 70), ("GE", 40)) with
        {
            Period = new(Values.PartialDate.Parse("2020-06"), Values.PartialDate.Parse("2020-01"), 12),
        }));

        var data = await running.QueryAsync(
            "reports",
            """{ _entities(representations: [{ __typename: "Project", id: "project/bad" }, { __typename: "Project", id: "project/none" }]) { ... on Project { dataQuality { rule severity field message } } } }""");

        var told = data.At("_entities[0].dataQuality").EnumerateArray().Select(Told).ToList();
        Assert.Contains("ERROR end-after-start period.end", told);
        Assert.Contains("ERROR duration-fits-dates period.durationMonths", told);
        Assert.Contains("ERROR country-shares-add-up countries.sharePercent", told);
        Assert.Contains("WARNING donor-stated contributions", told);
        Assert.Contains("WARNING amount-stated funding", told);
        Assert.Equal(JsonValueKind.Null, data.At("_entities[1].dataQuality").ValueKind);
    }
}
