using System.Text.Json;
using IbmPlatform.Testing;

namespace IbmPlatform.Stakeholders.Tests;

public sealed class StakeholdersServiceFixture : IAsyncLifetime
{
    public RunningServices Running { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Running = await RunningServices.StartAsync(platform => platform.Add(new StakeholdersService()));

    public ValueTask DisposeAsync() => Running.DisposeAsync();
}

public sealed class StakeholdersServiceTests(StakeholdersServiceFixture fixture) : IClassFixture<StakeholdersServiceFixture>
{
    [Theory]
    [InlineData("""{ id: "organisation/icmpd" }""", "organisation/icmpd")]
    [InlineData("""{ slug: "frontex" }""", "organisation/frontex")]
    [InlineData("""{ label: "european union" }""", "organisation/european-union")]
    [InlineData("""{ label: "the EU" }""", null)]
    [InlineData("""{ label: "Stat Border Guard of Latvia" }""", "organisation/latvia-state-border-guard")]
    [InlineData("""{ slug: "no-such" }""", null)]
    public async Task An_organisation_is_found_by_id_slug_or_any_label_a_source_uses(string by, string? id)
    {
        var data = await fixture.Running.QueryAsync("stakeholders", $$"""{ organisation(by: {{by}}) { id } }""");

        Assert.Equal(id, data.At("organisation") is { ValueKind: JsonValueKind.Object } found ? found.At("id").GetString() : null);
    }

    [Fact]
    public async Task Two_ways_in_one_lookup_are_refused()
    {
        var answer = await fixture.Running.AskAsync("stakeholders", """{ organisation(by: { slug: "frontex", label: "Frontex" }) { id } }""");

        Assert.Contains("OrganisationLookup", answer.At("errors[0].message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Frontex_leads_one_project_and_japan_funds_one()
    {
        var data = await fixture.Running.QueryAsync(
            "stakeholders",
            """
            {
              frontex: organisation(by: { slug: "frontex" }) { participations(role: LEAD) { totalCount nodes { project { id } iatiRole } } }
              japan: organisation(by: { label: "Government of Japan" }) { participations(role: DONOR) { nodes { project { id } } } }
            }
            """);

        Assert.Equal(1, data.At("frontex.participations.totalCount").GetInt32());
        Assert.Equal("project/eap-ibm-cb", data.At("frontex.participations.nodes[0].project.id").GetString());
        Assert.Equal(1, data.At("japan.participations.nodes").GetArrayLength());
    }

    [Fact]
    public async Task The_tunisian_project_has_two_donors()
    {
        var data = await fixture.Running.QueryAsync(
            "stakeholders",
            """{ organisations(where: { role: DONOR }, first: 100) { nodes { id participations(role: DONOR, first: 100) { nodes { project { id } } } } } }""");

        var donors = data.At("organisations.nodes").EnumerateArray()
            .Where(organisation => organisation.At("participations.nodes").EnumerateArray().Any(p => p.At("project.id").GetString()!.Contains("tunisia", StringComparison.Ordinal)));
        Assert.Equal(2, donors.Count());
    }

    [Fact]
    public async Task An_empty_heading_is_a_claim_of_the_project_and_not_a_participation()
    {
        var data = await fixture.Running.QueryAsync(
            "stakeholders",
            """
            { _entities(representations: [{ __typename: "Project", id: "project/silk-routes-ibm" }]) { ... on Project {
                participations { nodes { role } } participationClaims { kind value sources { ... on DocumentSource { quote lineStart } } } } } }
            """);

        Assert.DoesNotContain(data.All("_entities[0].participations.nodes", "role"), role => role is "IMPLEMENTER" or "LEAD");
        var claim = data.At("_entities[0].participationClaims[0]");
        Assert.Equal("EMPTY_HEADING", claim.At("kind").GetString());
        Assert.Equal(JsonValueKind.Null, claim.At("value").ValueKind);
        Assert.Equal("Implementing partner", claim.At("sources[0].quote").GetString());
    }

    [Fact]
    public async Task Pages_in_both_directions_see_every_organisation_once()
    {
        var forward = await ReadAllAsync("first: 7", "after", "hasNextPage", "endCursor", append: true);
        var backward = await ReadAllAsync("last: 7", "before", "hasPreviousPage", "startCursor", append: false);

        Assert.Equal(forward.Distinct(), forward);
        Assert.Equal(forward, backward);
    }

    [Fact]
    public async Task Facets_count_the_whole_list_and_not_the_page()
    {
        var data = await fixture.Running.QueryAsync("stakeholders", """{ organisations(first: 1) { totalCount facets(fields: ["type", "country"]) { field buckets { key count } } } }""");

        Assert.Equal(["type", "country"], data.All("organisations.facets", "field"));
        Assert.All(data.At("organisations.facets").EnumerateArray(), facet =>
            Assert.Equal(data.At("organisations.totalCount").GetInt32(), facet.At("buckets").EnumerateArray().Sum(bucket => bucket.At("count").GetInt32())));
    }

    [Fact]
    public async Task An_unknown_facet_is_refused_with_the_known_ones()
    {
        var answer = await fixture.Running.AskAsync("stakeholders", """{ organisations { facets(fields: ["colour"]) { field } } }""");

        Assert.Contains("expected one of type, country", answer.At("errors[0].message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_data_sets_own_date_is_when_its_records_were_created()
    {
        var data = await fixture.Running.QueryAsync("stakeholders", """{ organisation(by: { slug: "icmpd" }) { version createdAt updatedAt revisions { nodes { version at by changes { field } } } } }""");

        Assert.Equal(1, data.At("organisation.version").GetInt32());
        Assert.Equal(data.At("organisation.createdAt").GetString(), data.At("organisation.revisions.nodes[0].at").GetString());
        Assert.Equal(JsonValueKind.Null, data.At("organisation.revisions.nodes[0].by").ValueKind);
    }

    [Fact]
    public async Task Organisations_and_their_parts_in_projects_are_read_as_of_an_instant()
    {
        const string query = """
            { organisations(first: 3, where: { role: PARTNER }, orderBy: [{ name: DESC }]) { totalCount nodes { id participations { nodes { id } } } facets(fields: ["type", "country"]) { buckets { key count label { value { text } } } } }
              organisation(by: { label: "european union" }) { id } _entities(representations: [{ __typename: "Project", id: "project/bomca-9" }, { __typename: "Country", id: "country/AT" }]) {
              ... on Project { participations(first: 5) { totalCount nodes { id organisation { id } } } participationClaims { id } } ... on Country { organisationsBased { nodes { id } } } } }
            """;
        var present = await fixture.Running.QueryAsync("stakeholders", query);

        var before = await fixture.Running.QueryAsync("stakeholders", """query @asOf(at: "2020-01-01T00:00:00Z") """ + query);
        var since = await fixture.Running.QueryAsync("stakeholders", $"query @asOf(at: \"{TimeProvider.System.GetUtcNow():O}\") " + query);

        Assert.Equal(present.GetRawText(), since.GetRawText());
        Assert.True(present.At("organisations.totalCount").GetInt32() > 0 && present.At("_entities[0].participations.totalCount").GetInt32() > 0);
        Assert.Equal((0, 0), (before.At("organisations.totalCount").GetInt32(), before.At("_entities[0].participations.totalCount").GetInt32()));
        Assert.Equal(JsonValueKind.Null, before.At("organisation").ValueKind);
    }

    private async Task<IReadOnlyList<string?>> ReadAllAsync(string size, string cursorArgument, string more, string cursor, bool append)
    {
        var all = new List<string?>();
        string? place = null;
        do
        {
            var from = place is null ? "" : $", {cursorArgument}: \"{place}\"";
            var page = (await fixture.Running.QueryAsync(
                "stakeholders", $$"""{ organisations({{size}}{{from}}, orderBy: [{ name: ASC }]) { nodes { id } pageInfo { {{more}} {{cursor}} } } }""")).At("organisations");
            all.InsertRange(append ? all.Count : 0, page.All("nodes", "id"));
            place = page.At($"pageInfo.{more}").GetBoolean() ? page.At($"pageInfo.{cursor}").GetString() : null;
        }
        while (place is not null);
        return all;
    }
}
