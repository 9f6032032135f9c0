using System.Text.Json;
using IbmPlatform.Projects;
using IbmPlatform.Testing;

namespace IbmPlatform.Funding.Tests;

public sealed class FundingServiceFixture : IAsyncLifetime
{
    public RunningServices Running { get; private set; } = null!;

    public async ValueTask InitializeAsync() =>
        Running = await RunningServices.StartAsync(platform => platform.Add(new FundingService()).Add(new ProjectsService()));

    public ValueTask DisposeAsync() => Running.DisposeAsync();
}

public sealed class FundingServiceTests(FundingServiceFixture fixture) : IClassFixture<FundingServiceFixture>
{
    [Fact]
    public async Task Bomca_9_has_one_budget_and_a_share_of_it_with_the_conflicting_claim_beside()
    {
        var data = await OfProjectAsync("project/bomca-9", "budgets { id amount { amount currency } } contributions { nodes { sharePercent amount { amount } shareOf { id } conflicts { explanation claims { value followed } } } }");

        Assert.Equal(("4954785", "EUR"), (data.At("budgets[0].amount.amount").GetString(), data.At("budgets[0].amount.currency").GetString()));
        Assert.Equal("90.9", data.At("contributions.nodes[0].sharePercent").GetString());
        Assert.Equal(data.At("budgets[0].id").GetString(), data.At("contributions.nodes[0].shareOf.id").GetString());
        Assert.NotEmpty(data.At("contributions.nodes[0].conflicts").EnumerateArray());
    }

    [Fact]
    public async Task A_total_names_its_lines_and_what_it_counts_of_each()
    {
        var data = await OfProjectAsync("project/bomca-9", "funding { value { amount currency } includedCount projectsNotStated lines { totalCount nodes { line { __typename id project { id } } counted { amount } } } excluded { count } rates { rate } }");

        Assert.Equal("4503899.57", data.At("funding.value.amount").GetString());
        Assert.Equal("Contribution", data.At("funding.lines.nodes[0].line.__typename").GetString());
        Assert.Equal("4503899.57", data.At("funding.lines.nodes[0].counted.amount").GetString());
        Assert.Equal(0, data.At("funding.projectsNotStated").GetInt32());
    }

    [Fact]
    public async Task Where_nothing_is_stated_the_total_is_null_and_says_why()
    {
        var data = await OfProjectAsync("project/mibma", "funding { value { amount } includedCount projectsNotStated excluded { reason count lines { nodes { line { id } } } } }");

        Assert.Equal(JsonValueKind.Null, data.At("funding.value").ValueKind);
        Assert.Equal(1, data.At("funding.projectsNotStated").GetInt32());
        Assert.Equal("NOT_STATED", data.At("funding.excluded[0].reason").GetString());
    }

    [Fact]
    public async Task A_project_in_five_countries_is_not_counted_in_any_of_them_without_a_stated_share()
    {
        var data = await fixture.Running.QueryAsync(
            "funding",
            """{ _entities(representations: [{ __typename: "Country", id: "country/KZ" }]) { ... on Country { funding { value { amount } excluded { reason lines { nodes { line { id } } } } } } } }""");

        Assert.Equal(JsonValueKind.Null, data.At("_entities[0].funding.value").ValueKind);
        Assert.Equal("SHARE_NOT_STATED", data.At("_entities[0].funding.excluded[0].reason").GetString());
        Assert.Contains("bomca-9", data.At("_entities[0].funding.excluded[0].lines.nodes[0].line.id").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_partner_country_is_not_where_the_money_goes()
    {
        var data = await fixture.Running.QueryAsync(
            "funding",
            """{ _entities(representations: [{ __typename: "Country", id: "country/FR" }, { __typename: "Country", id: "country/TN" }]) { ... on Country { funding { projectsNotStated } } } }""");

        Assert.Equal(0, data.At("_entities[0].funding.projectsNotStated").GetInt32());
        Assert.Equal(1, data.At("_entities[1].funding.projectsNotStated").GetInt32());
    }

    [Fact]
    public async Task An_amount_in_another_currency_is_left_out_where_no_rate_is_loaded()
    {
        var data = await OfProjectAsync("project/silk-routes-ibm", """own: funding { value { amount currency } } francs: funding(currency: "CHF") { value { amount } excluded { reason } }""");

        Assert.Equal(("12000000", "EUR"), (data.At("own.value.amount").GetString(), data.At("own.value.currency").GetString()));
        Assert.Equal("NO_RATE", data.At("francs.excluded[0].reason").GetString());
    }

    [Theory]
    [InlineData("""{ stated: true }""", 2)]
    [InlineData("""{ donor: { eq: "organisation/government-of-japan" } }""", 1)]
    [InlineData("""{ instrument: { in: ["instrument/enpi", "instrument/dci"] } }""", 3)]
    [InlineData("""{ not: { stated: true }, or: [{ project: { eq: "project/mibma" } }, { project: { eq: "project/silk-routes-ibm" } }] }""", 1)]
    public async Task Contributions_are_filtered_by_project_donor_instrument_and_statement(string where, int count)
    {
        var data = await fixture.Running.QueryAsync("funding", $$"""{ contributions(where: {{where}}) { totalCount nodes { id } } }""");

        Assert.Equal(count, data.At("contributions.totalCount").GetInt32());
        Assert.Equal(count, data.At("contributions.nodes").GetArrayLength());
    }

    [Fact]
    public async Task Instruments_say_who_gives_and_what_is_given_through_them()
    {
        var data = await fixture.Running.QueryAsync("funding", "{ instruments { id code donor { id } contributions { nodes { project { id } } } claims { kind } } }");

        var enpi = data.At("instruments").EnumerateArray().Single(instrument => instrument.At("code").GetString() == "ENPI");
        Assert.Equal("organisation/european-union", enpi.At("donor.id").GetString());
        Assert.Contains("project/eap-ibm-cb", enpi.At("contributions.nodes").EnumerateArray().Select(c => c.At("project.id").GetString()));
    }

    [Fact]
    public async Task Lines_and_totals_are_read_as_of_an_instant()
    {
        const string query = """
            { instruments { id contributions { totalCount } } contributions { totalCount nodes { id } } _entities(representations: [{ __typename: "Project", id: "project/bomca-9" }]) { ... on Project {
              budgets { id } contributions { nodes { id shareOf { id } } } transactions { totalCount } funding { value { amount } includedCount lines { nodes { line { id } } } } } } }
            """;
        var present = await fixture.Running.QueryAsync("funding", query);

        var before = await fixture.Running.QueryAsync("funding", """query @asOf(at: "2020-01-01T00:00:00Z") """ + query);
        var since = await fixture.Running.QueryAsync("funding", $"query @asOf(at: \"{TimeProvider.System.GetUtcNow():O}\") " + query);
        var places = await fixture.Running.AskAsync("funding", """query @asOf(at: "2020-01-01T00:00:00Z") { _entities(representations: [{ __typename: "Country", id: "country/AM" }]) { ... on Country { funding { includedCount } } } }""");

        Assert.Equal(present.GetRawText(), since.GetRawText());
        Assert.Equal((0, 0, 0), (before.At("instruments").GetArrayLength(), before.At("contributions.totalCount").GetInt32(), before.At("_entities[0].funding.includedCount").GetInt32()));
        Assert.Equal(JsonValueKind.Null, before.At("_entities[0].funding.value").ValueKind);
        Assert.Contains("funding is computed from what stands now and cannot be read with @asOf", places.At("errors[0].message").GetString(), StringComparison.Ordinal);
    }

    private async Task<JsonElement> OfProjectAsync(string id, string selection) => (await fixture.Running.QueryAsync(
        "funding", $$"""{ _entities(representations: [{ __typename: "Project", id: "{{id}}" }]) { ... on Project { {{selection}} } } }""")).At("_entities[0]");
}
