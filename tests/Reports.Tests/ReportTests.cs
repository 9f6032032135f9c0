using IbmPlatform.Reports.Contracts;
using IbmPlatform.ServiceDefaults.Aggregates;
using IbmPlatform.Testing;
using IbmPlatform.Values;
using Microsoft.Extensions.DependencyInjection;

namespace IbmPlatform.Reports.Tests;

/// <summary>Reports that organisations hand in; the data set has none.</summary>
public sealed class ReportTests : IAsyncLifetime
{
    private RunningServices running = null!;

    public async ValueTask InitializeAsync()
    {
        running = await ReportsAlone.StartAsync();
        await WriteAsync(Report("report/mibma/1", ReportKind.Inception, "Inception report"));
        await WriteAsync(Report("report/mibma/2", ReportKind.Progress, "Progress at Bagratashen"));
        await running.SettleAsync();
    }

    public ValueTask DisposeAsync() => running.DisposeAsync();

    private static Report Report(string id, ReportKind kind, string title) => new()
    {
        Id = id,
        Kind = kind,
        Title = LocalizedText.Original(title),
        Project = "project/mibma",
        Organisations = ["organisation/icmpd"],
        Publication = ReportState.Submitted,
        PublishedOn = PartialDate.Parse("2017-03"),
        Attachments = [new Attachment { Name = "report.pdf", MediaType = "application/pdf", Size = id.EndsWith('2') ? 3_000_000_000 : 1024 }],
    };

    private async Task WriteAsync(Report report)
    {
        var written = await running.Services.GetRequiredService<AggregateStore<Report>>().InsertAsync(report, new Change("organisation/icmpd"), CancellationToken.None);
        Assert.Equal(WriteStatus.Written, written.Status);
    }

    [Fact]
    public async Task Reports_are_chosen_by_kind_project_and_organisation()
    {
        var data = await running.QueryAsync(
            "reports",
            """
            { all: reports { totalCount nodes { id version publication publishedOn project { id } organisations { id } revisions { nodes { version organisation { id } } } } }
              some: reports(where: { kind: PROGRESS, organisation: { eq: "organisation/icmpd" }, not: { project: { ne: "project/mibma" } } }) { nodes { id } } }
            """);

        Assert.Equal(2, data.At("all.totalCount").GetInt32());
        Assert.Equal(("SUBMITTED", "2017-03", "project/mibma"), (
            data.At("all.nodes[0].publication").GetString(), data.At("all.nodes[0].publishedOn").GetString(), data.At("all.nodes[0].project.id").GetString()));
        Assert.Equal("organisation/icmpd", data.At("all.nodes[0].revisions.nodes[0].organisation.id").GetString());
        Assert.Equal(["report/mibma/2"], data.All("some.nodes", "id"));
    }

    [Fact]
    public async Task Projects_and_organisations_have_their_reports()
    {
        var data = await running.QueryAsync(
            "reports",
            """
            { _entities(representations: [{ __typename: "Project", id: "project/mibma" }, { __typename: "Project", id: "project/bomca-9" }, { __typename: "Organisation", id: "organisation/icmpd" }]) {
                ... on Project { reports(first: 1) { totalCount nodes { id } } } ... on Organisation { reports { totalCount } } } }
            """);

        Assert.Equal([2, 0], [data.At("_entities[0].reports.totalCount").GetInt32(), data.At("_entities[1].reports.totalCount").GetInt32()]);
        Assert.Equal(["report/mibma/1"], data.At("_entities[0].reports").All("nodes", "id"));
        Assert.Equal(2, data.At("_entities[2].reports.totalCount").GetInt32());
    }

    [Fact]
    public async Task The_services_own_records_are_found_and_told_like_those_of_others()
    {
        var data = await running.QueryAsync(
            "reports",
            """
            { search(query: "bagrata", types: [REPORT]) { nodes { node { ... on Report { id title { value { text } } } } highlights { text } } }
              changes(types: [REPORT], owner: "organisation/icmpd") { nodes { kind node { ... on Report { kind } } } } }
            """);

        Assert.Equal("Progress at Bagratashen", data.At("search.nodes[0].node.title.value.text").GetString());
        Assert.Equal("Progress at «Bagratashen»", data.At("search.nodes[0].highlights[0].text").GetString());
        Assert.Equal(["INCEPTION", "PROGRESS"], data.At("changes.nodes").EnumerateArray().Select(n => n.At("node.kind").GetString()).Order());
    }

    [Fact]
    public async Task A_size_that_no_int_can_say_is_an_error_of_its_field_only()
    {
        var answer = await running.AskAsync("reports", "{ reports { nodes { id attachments { name size } } } }");

        Assert.Equal(1024, answer.At("data.reports.nodes[0].attachments[0].size").GetInt32());
        Assert.Equal("report.pdf", answer.At("data.reports.nodes[1].attachments[0].name").GetString());
        Assert.Contains("3000000000 bytes", answer.At("errors[0].message").GetString(), StringComparison.Ordinal);
    }
}
