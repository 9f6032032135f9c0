using IbmPlatform.Testing;

namespace IbmPlatform.Reports.Tests;

public sealed class OverlapTests(PlatformFixture fixture)
{
    [Fact]
    public async Task Projects_in_the_same_countries_at_the_same_time_overlap_and_say_why()
    {
        var data = await fixture.Running.QueryAsync(
            "reports", "{ overlaps { totalCount nodes { projects { id } countries { id } thematicAreas { id } period { start end durationMonths } score reasons } } }");

        Assert.Equal(2, data.At("overlaps.totalCount").GetInt32());
        var first = data.At("overlaps.nodes[0]");
        Assert.Equal(["project/eap-ibm-cb", "project/ge-az-ibm"], first.All("projects", "id"));
        Assert.Equal(["country/AZ", "country/GE"], first.All("countries", "id"));
        Assert.Equal(("2014-11", "2017-06", 32), (first.At("period.start").GetString(), first.At("period.end").GetString(), first.At("period.durationMonths").GetInt32()));
        Assert.Equal(
            ["Both work in Azerbaijan and Georgia.", "They run together for 32 months, from 2014-11 to 2017-06."],
            first.At("reasons").EnumerateArray().Select(r => r.GetString()));
        // Two of six countries, 973 of 1 188 days.
        Assert.Equal(Math.Round(((2.0 / 6) + (973.0 / 1188)) / 2, 4), first.At("score").GetDouble());
        Assert.Equal(["project/eap-ibm-cb", "project/mibma"], data.At("overlaps.nodes[1]").All("projects", "id"));
    }

    [Fact]
    public async Task A_least_score_and_a_filter_leave_pairs_out()
    {
        var data = await fixture.Running.QueryAsync(
            "reports",
            """{ high: overlaps(minimumScore: 0.5) { totalCount } none: overlaps(where: { countries: { every: { code: { eq: "AM" } } } }) { totalCount } }""");

        Assert.Equal((1, 0), (data.At("high.totalCount").GetInt32(), data.At("none.totalCount").GetInt32()));
        var refused = await fixture.Running.AskAsync("reports", "{ overlaps(minimumScore: 2) { totalCount } }");
        Assert.Contains("expected 0 to 1", refused.At("errors[0].message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_project_has_its_overlaps_and_one_without_a_period_none()
    {
        var data = await fixture.Running.QueryAsync(
            "reports",
            """
            { _entities(representations: [{ __typename: "Project", id: "project/mibma" }, { __typename: "Project", id: "project/silk-routes-ibm" }, { __typename: "Project", id: "project/unknown" }]) {
                ... on Project { overlaps { totalCount nodes { projects { id } } } } } }
            """);

        Assert.Equal([1, 0, 0], Enumerable.Range(0, 3).Select(i => data.At($"_entities[{i}].overlaps.totalCount").GetInt32()));
    }

    [Fact]
    public async Task The_phases_of_the_eastern_partnership_follow_each_other_and_are_alike()
    {
        var data = await fixture.Running.QueryAsync(
            "reports",
            """{ _entities(representations: [{ __typename: "Project", id: "project/eap-ibm-fit" }]) { ... on Project { similar(first: 2) { project { id } score reasons } overlaps { totalCount } } } }""");

        Assert.Equal("project/eap-ibm-cb", data.At("_entities[0].similar[0].project.id").GetString());
        Assert.Contains(data.At("_entities[0].similar[0].reasons").EnumerateArray(), r => r.GetString()!.StartsWith("Both work in Armenia, Azerbaijan,", StringComparison.Ordinal));
        Assert.True(data.At("_entities[0].similar[0].score").GetDouble() > data.At("_entities[0].similar[1].score").GetDouble());
        Assert.Equal(0, data.At("_entities[0].overlaps.totalCount").GetInt32());
    }
}
