using System.Net;

namespace IbmPlatform.Projects.Tests;

public sealed class ProjectTests(ProjectsHost host) : IClassFixture<ProjectsHost>
{
    [Fact]
    public async Task Bomca_9_is_one_record_found_by_its_slug_and_by_its_id()
    {
        var data = await host.AskAsync("""
            { bySlug: project(by: { slug: "bomca-9" }) { id phase period { start end } createdAt version }
              byId: project(by: { id: "project/bomca-9" }) { id programme { id name { value { text } } } }
              none: project(by: { slug: "no-such" }) { id } }
            """);

        Assert.Equal(("2015-06-15", "2018-06-14"), (data.At("bySlug", "period", "start").GetString(), data.At("bySlug", "period", "end").GetString()));
        Assert.Equal((9, 1, "2026-11-22T00:00:00Z"), (data.At("bySlug", "phase").GetInt32(), data.At("bySlug", "version").GetInt32(), data.At("bySlug", "createdAt").GetString()));
        Assert.Equal("programme/bomca", data.At("byId", "programme", "id").GetString());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, data.At("none").ValueKind);
    }

    [Fact]
    public async Task Every_claim_of_a_project_names_its_document_and_quote()
    {
        var data = await host.AskAsync("""
            { project(by: { slug: "bomca-9" }) { claims(field: "period") { field value kind followed sources { __typename ... on DocumentSource { document { id file } quote lineStart lineEnd } } } } }
            """);

        var claims = data.At("project", "claims");
        Assert.NotEqual(0, claims.GetArrayLength());
        Assert.All(claims.EnumerateArray(), claim => Assert.StartsWith("period", claim.GetProperty("field").GetString(), StringComparison.Ordinal));
        Assert.Contains(claims.EnumerateArray().SelectMany(c => c.GetProperty("sources").EnumerateArray()), source => source.At("document", "file").GetString()!.EndsWith(".txt", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{ countries: { some: { code: { eq: "TN" } } } }""", "project/tunisia-ibm")]
    [InlineData("""{ countries: { every: { code: { in: ["KZ", "KG", "TJ", "TM", "UZ"] } } }, phase: { eq: 9 } }""", "project/bomca-9")]
    [InlineData("""{ acronym: { eq: "MIBMA" } }""", "project/mibma")]
    [InlineData("""{ name: { contains: "TRAINING" } }""", "project/eap-ibm-fit")]
    [InlineData("""{ period: { within: { start: "2015-06-01", end: "2018-07" } }, countries: { some: { code: { startsWith: "K" } } } }""", "project/bomca-9")]
    [InlineData("""{ programme: { id: { eq: "programme/bomca" } } }""", "project/bomca-9")]
    [InlineData("""{ borderAreas: { some: { id: { eq: "border-area/bassikounou" } } } }""", "project/sahel-border-communities")]
    [InlineData("""{ and: [{ slug: { startsWith: "eap-" } }, { not: { period: { overlaps: { start: "2015" } } } }] }""", "project/eap-ibm-fit")]
    [InlineData("""{ status: { in: [PIPELINE], on: "2015-06-14" }, countries: { some: { code: { eq: "KZ" } } } }""", "project/bomca-9")]
    public async Task A_filter_finds_what_it_says(string where, string expected)
    {
        var data = await host.AskAsync($"{{ projects(where: {where}) {{ totalCount nodes {{ id }} }} }}");
        Assert.Equal([expected], data.At("projects", "nodes").Ids());
        Assert.Equal(1, data.At("projects", "totalCount").GetInt32());
    }

    [Theory]
    [InlineData("""{ name: { not: { contains: "border" } } }""", """{ not: { name: { contains: "border" } } }""")]
    [InlineData("""{ name: { ne: "Border Management and Border Communities in the Sahel region" } }""", """{ slug: { ne: "sahel-border-communities" } }""")]
    [InlineData("""{ name: { nin: ["Border Management and Border Communities in the Sahel region"] } }""", """{ slug: { ne: "sahel-border-communities" } }""")]
    [InlineData("""{ name: { not: { ne: "Border Management and Border Communities in the Sahel region" } } }""", """{ slug: { eq: "sahel-border-communities" } }""")]
    public async Task What_a_name_must_not_be_none_of_a_projects_names_is(string where, string same)
    {
        var data = await host.AskAsync($"{{ by: projects(where: {where}, first: 100) {{ nodes {{ id }} }} as: projects(where: {same}, first: 100) {{ nodes {{ id }} }} }}");
        Assert.NotEmpty(data.At("as", "nodes").Ids());
        Assert.Equal(data.At("as", "nodes").Ids(), data.At("by", "nodes").Ids());
    }

    [Fact]
    public async Task Status_follows_from_the_period_on_each_day_and_stays_unknown_where_dates_do_not_tell()
    {
        var data = await host.AskAsync("""
            { project(by: { slug: "bomca-9" }) { before: status(on: "2015-06-14") during: status(on: "2016") last: status(on: "2018-06-14") after: status(on: "2018-06-15") across: status(on: "2018") }
              silk: project(by: { slug: "silk-routes-ibm" }) { status } }
            """);

        var statuses = data.At("project").EnumerateObject().Select(p => p.Value.GetString());
        Assert.Equal(["PIPELINE", "IMPLEMENTATION", "IMPLEMENTATION", "CLOSED", "UNKNOWN"], statuses);
        Assert.Equal("UNKNOWN", data.At("silk", "status").GetString());
    }

    [Fact]
    public async Task Countries_areas_and_programmes_list_their_projects()
    {
        var data = await host.AskAsync("""
            query($r: [_Any!]!) { _entities(representations: $r) {
              ... on Country { id projects(orderBy: [{ start: ASC }], first: 2) { totalCount nodes { id } pageInfo { hasNextPage } } }
              ... on BorderArea { id projects { nodes { id } } }
              ... on Project { id slug }
              ... on Objective { id overall } } }
            """,
            new { r = new object[] { Of("Country", "country/AM"), Of("BorderArea", "border-area/bassikounou"), Of("Project", "project/mibma"), Of("Project", "project/none"), Of("Objective", "objective/bomca-9/1") } });

        Assert.Equal(3, data.At("_entities", 0, "projects", "totalCount").GetInt32());
        Assert.Equal(["project/eap-ibm-fit", "project/eap-ibm-cb"], data.At("_entities", 0, "projects", "nodes").Ids().Order(StringComparer.Ordinal).Reverse());
        Assert.True(data.At("_entities", 0, "projects", "pageInfo", "hasNextPage").GetBoolean());
        Assert.Equal(["project/sahel-border-communities"], data.At("_entities", 1, "projects", "nodes").Ids());
        Assert.Equal("mibma", data.At("_entities", 2, "slug").GetString());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, data.At("_entities", 3).ValueKind);
        Assert.Equal("objective/bomca-9/1", data.At("_entities", 4, "id").GetString());
    }

    [Fact]
    public async Task What_cannot_be_done_is_refused_with_the_way_out()
    {
        Assert.Equal(
            "first is 101; expected 0 to 100. Ask for more with a further page: after takes the endCursor of the last one.",
            await host.ErrorAsync("{ projects(first: 101) { nodes { id } } }"));
        Assert.StartsWith("There is no facet \"donors\"; expected countries,", await host.ErrorAsync("""{ projects { facets(fields: ["donors"]) { field } } }"""), StringComparison.Ordinal);
        Assert.Contains("is no cursor", await host.ErrorAsync("""{ projects(after: "xyz") { nodes { id } } }"""), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/health/streams")]
    public async Task Health_is_told(string path)
    {
        using var response = await host.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.NotEmpty(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static Dictionary<string, string> Of(string type, string id) => new() { ["__typename"] = type, ["id"] = id };

    [Fact]
    public async Task A_filter_that_asks_for_too_much_or_the_impossible_is_refused()
    {
        static string Deep(int levels) => string.Concat(Enumerable.Repeat("{ not: ", levels)) + """{ slug: { eq: "mibma" } }""" + string.Concat(Enumerable.Repeat(" }", levels));
        var many = string.Concat(Enumerable.Repeat("{ regions: { some: {} } }", 51));

        Assert.Equal(["project/mibma"], (await host.AskAsync($"{{ projects(where: {Deep(20)}) {{ nodes {{ id }} }} }}")).At("projects", "nodes").Ids());
        Assert.StartsWith("The filter nests and, or, not too deep;", await host.ErrorAsync($"{{ projects(where: {Deep(60)}) {{ nodes {{ id }} }} }}"), StringComparison.Ordinal);
        Assert.Contains("more than 50 times", await host.ErrorAsync($"{{ projects(where: {{ or: [{{ and: [{many}] }}] }}) {{ nodes {{ id }} }} }}"), StringComparison.Ordinal);
        Assert.StartsWith(
            "period.overlaps ends (2015) before it starts (2016)",
            await host.ErrorAsync("""{ projects(where: { period: { overlaps: { start: "2016", end: "2015" } } }) { nodes { id } } }"""), StringComparison.Ordinal);
    }
}
