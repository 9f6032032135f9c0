using System.Text.Json;
using IbmPlatform.Testing;

namespace IbmPlatform.Reports.Tests;

public sealed class AnalyticsTests(PlatformFixture fixture)
{
    private const string Row = "cells { dimension key label { value { text } } node { __typename id } } projectCount months "
        + "total { value { amount currency } includedCount projectsNotStated excluded { reason count } }";

    private Task<JsonElement> RowsAsync(string arguments) =>
        fixture.Running.QueryAsync("reports", $$"""{ analytics({{arguments}}) { dimensions rows { totalCount nodes { {{Row}} } } total { value { amount currency } includedCount projectsNotStated excluded { reason count } } } }""");

    private static JsonElement Of(JsonElement data, string key) =>
        data.At("analytics.rows.nodes").EnumerateArray().Single(row => row.At("cells[0].key").GetString() == key);

    [Fact]
    public async Task Donors_have_their_projects_their_months_and_the_money_that_they_are_stated_to_give()
    {
        var data = await RowsAsync("by: [DONOR]");

        Assert.Equal(3, data.At("analytics.rows.totalCount").GetInt32());
        var union = Of(data, "organisation/european-union");
        Assert.Equal("European Union", union.At("cells[0].label.value.text").GetString());
        Assert.Equal("Organisation", union.At("cells[0].node.__typename").GetString());
        Assert.Equal(8, union.At("projectCount").GetInt32());
        Assert.Equal(222, union.At("months").GetInt32());
        // 12 000 000 for the Silk Routes and 90.9 % of BOMCA's 4 954 785; six contributions have no amount.
        Assert.Equal("16503899.57", union.At("total.value.amount").GetString());
        Assert.Equal((2, 6), (union.At("total.includedCount").GetInt32(), union.At("total.projectsNotStated").GetInt32()));
        Assert.Equal(("NOT_STATED", 6), (union.At("total.excluded[0].reason").GetString(), union.At("total.excluded[0].count").GetInt32()));
        var japan = Of(data, "organisation/government-of-japan");
        Assert.Equal((1, 13), (japan.At("projectCount").GetInt32(), japan.At("months").GetInt32()));
        Assert.Equal(JsonValueKind.Null, japan.At("total.value").ValueKind);
    }

    [Fact]
    public async Task The_total_counts_each_line_once_whatever_the_rows()
    {
        var data = await RowsAsync("by: [COUNTRY, YEAR], allocation: WHOLE");

        Assert.Equal("16503899.57", data.At("analytics.total.value.amount").GetString());
        Assert.Equal((2, 7), (data.At("analytics.total.includedCount").GetInt32(), data.At("analytics.total.projectsNotStated").GetInt32()));
        Assert.Equal(8, data.At("analytics.total.excluded[0].count").GetInt32());
    }

    [Fact]
    public async Task Armenia_has_three_projects()
    {
        var data = await RowsAsync("by: [COUNTRY]");

        var armenia = Of(data, "country/AM");
        Assert.Equal(("Armenia", 3), (armenia.At("cells[0].label.value.text").GetString(), armenia.At("projectCount").GetInt32()));
        Assert.Equal(30 + 36 + 36, armenia.At("months").GetInt32());
        Assert.DoesNotContain(data.At("analytics.rows.nodes").EnumerateArray(), row => row.At("cells[0].key").GetString() == "country/FR");
    }

    [Fact]
    public async Task Of_a_project_in_five_countries_no_country_is_given_a_share_that_no_source_states()
    {
        var shares = Of(await RowsAsync("by: [COUNTRY]"), "country/KG");
        Assert.Equal(JsonValueKind.Null, shares.At("total.value").ValueKind);
        Assert.Equal("SHARE_NOT_STATED", shares.At("total.excluded[0].reason").GetString());

        var whole = Of(await RowsAsync("by: [COUNTRY], allocation: WHOLE"), "country/KG");
        Assert.Equal("4503899.57", whole.At("total.value.amount").GetString());
    }

    [Fact]
    public async Task A_region_that_holds_all_of_a_project_has_all_of_its_money()
    {
        var data = await RowsAsync("by: [REGION]");

        Assert.Equal("4503899.57", Of(data, "region/central-asia").At("total.value.amount").GetString());
        Assert.Equal("12000000", Of(data, "region/silk-routes").At("total.value.amount").GetString());
    }

    [Fact]
    public async Task On_the_budget_a_donor_has_its_stated_share_of_it()
    {
        var data = await RowsAsync("by: [DONOR], basis: BUDGET");

        Assert.Equal("4503899.57", Of(data, "organisation/european-union").At("total.value.amount").GetString());
        Assert.Equal("4954785", data.At("analytics.total.value.amount").GetString());
    }

    [Theory]
    [InlineData("INSTRUMENT", "instrument/enpi", 2)]
    [InlineData("IMPLEMENTER", "organisation/icmpd", 7)]
    [InlineData("THEMATIC_AREA", "thematic-area/ibm-strategy", 3)]
    [InlineData("PROGRAMME", "programme/bomca", 1)]
    [InlineData("START_YEAR", "2015", 3)]
    [InlineData("YEAR", "2016", 7)]
    [InlineData("STATUS", "CLOSED", 8)]
    public async Task Each_dimension_has_its_rows(string dimension, string key, int projects)
    {
        var data = await RowsAsync($"by: [{dimension}]");

        Assert.Equal(projects, Of(data, key).At("projectCount").GetInt32());
    }

    [Fact]
    public async Task What_is_not_stated_is_a_row_without_a_key_and_the_last()
    {
        var data = await RowsAsync("by: [IMPLEMENTER]");

        var last = data.At("analytics.rows.nodes").EnumerateArray().Last();
        Assert.Equal(JsonValueKind.Null, last.At("cells[0].key").ValueKind);
        Assert.Equal(1, last.At("projectCount").GetInt32());
    }

    [Fact]
    public async Task Donors_and_instruments_stand_together_only_where_a_line_brings_them_together()
    {
        var data = await RowsAsync("by: [DONOR, INSTRUMENT]");

        var pairs = data.At("analytics.rows.nodes").EnumerateArray().Select(row => $"{row.At("cells[0].key")}+{row.At("cells[1].key")}");
        Assert.Equal(
            [
                "organisation/european-union+instrument/dci", "organisation/european-union+instrument/enpi",
                "organisation/european-union+instrument/ipa-i", "organisation/european-union+", "organisation/government-of-japan+", "organisation/switzerland+",
            ],
            pairs);
    }

    [Fact]
    public async Task A_filter_chooses_the_projects()
    {
        var data = await RowsAsync("""by: [STATUS], where: { participations: { some: { organisation: { eq: "organisation/frontex" }, role: { eq: LEAD } } } }""");

        Assert.Equal(1, data.At("analytics.rows.nodes[0].projectCount").GetInt32());
        Assert.Equal(36, data.At("analytics.rows.nodes[0].months").GetInt32());
    }

    [Fact]
    public async Task Rows_are_ordered_as_asked_and_paged_in_that_order()
    {
        const string query = "{ analytics(by: [DONOR]) { rows(first: 1, orderBy: [{ months: DESC }]AFTER) { nodes { cells { key } } pageInfo { hasNextPage endCursor } } } }";
        var first = await fixture.Running.QueryAsync("reports", query.Replace("AFTER", "", StringComparison.Ordinal));
        Assert.Equal("organisation/european-union", first.At("analytics.rows.nodes[0].cells[0].key").GetString());

        var after = $", after: \"{first.At("analytics.rows.pageInfo.endCursor").GetString()}\"";
        var second = await fixture.Running.QueryAsync("reports", query.Replace("AFTER", after, StringComparison.Ordinal));
        Assert.Equal("organisation/switzerland", second.At("analytics.rows.nodes[0].cells[0].key").GetString());
        Assert.True(second.At("analytics.rows.pageInfo.hasNextPage").GetBoolean());
    }

    [Theory]
    [InlineData("[]", "0 dimension(s)")]
    [InlineData("[COUNTRY, YEAR, DONOR, STATUS]", "4 dimension(s)")]
    [InlineData("[COUNTRY, COUNTRY]", "one of them twice")]
    public async Task Too_many_too_few_or_repeated_dimensions_are_refused(string by, string message)
    {
        var answer = await fixture.Running.AskAsync("reports", $$"""{ analytics(by: {{by}}) { dimensions } }""");

        Assert.Contains(message, answer.At("errors[0].message").GetString(), StringComparison.Ordinal);
        Assert.Equal("BAD_USER_INPUT", answer.At("errors[0].extensions.code").GetString());
    }

    [Fact]
    public async Task A_country_has_a_table_of_its_own_projects()
    {
        var data = await fixture.Running.QueryAsync(
            "reports",
            """
            { _entities(representations: [{ __typename: "Country", id: "country/AM" }, { __typename: "Country", id: "country/TR" }]) {
                ... on Country { analytics(by: [DONOR]) { rows { nodes { projectCount cells { key } } } total { projectsNotStated } } } } }
            """);

        Assert.Equal(3, data.At("_entities[0].analytics.rows.nodes[0].projectCount").GetInt32());
        Assert.Equal(3, data.At("_entities[0].analytics.total.projectsNotStated").GetInt32());
        Assert.Equal(1, data.At("_entities[1].analytics.rows.nodes[0].projectCount").GetInt32());
    }

    [Fact]
    public async Task Counted_lines_are_named_with_the_part_that_is_counted()
    {
        var data = await fixture.Running.QueryAsync(
            "reports", "{ analytics(by: [PROGRAMME]) { rows { nodes { cells { key } total { lines { nodes { line { __typename id } counted { amount } sharePercent } } } } } } }");

        var bomca = data.At("analytics.rows.nodes").EnumerateArray().Single(row => row.At("cells[0].key").GetString() == "programme/bomca");
        Assert.Equal("Contribution", bomca.At("total.lines.nodes[0].line.__typename").GetString());
        Assert.Equal("contribution/bomca-9/eu", bomca.At("total.lines.nodes[0].line.id").GetString());
    }
}
