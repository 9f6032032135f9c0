using IbmPlatform.Testing;

namespace IbmPlatform.Reports.Tests;

/// <summary>The same filter must choose the same projects here and with their owner.</summary>
public sealed class ProjectFilterTests(PlatformFixture fixture)
{
    [Theory]
    [InlineData("""{ id: { in: ["project/mibma", "project/bomca-9"] } }""")]
    [InlineData("""{ slug: { startsWith: "eap" } }""")]
    [InlineData("""{ name: { contains: "border management" } }""")]
    [InlineData("""{ acronym: { ne: "BOMCA 9" } }""")]
    [InlineData("""{ name: { ne: "Border Management and Border Communities in the Sahel region" } }""")]
    [InlineData("""{ name: { not: { contains: "border" } } }""")]
    [InlineData("""{ phase: { gte: 1 } }""")]
    [InlineData("""{ status: { in: [IMPLEMENTATION], on: "2016-05" } }""")]
    [InlineData("""{ status: { in: [UNKNOWN] } }""")]
    [InlineData("""{ period: { overlaps: { start: "2017-07", end: "2018" } } }""")]
    [InlineData("""{ period: { within: { start: "2014" }, includeUnknown: true } }""")]
    [InlineData("""{ countries: { some: { code: { in: ["AM", "FR"] } } } }""")]
    [InlineData("""{ countries: { every: { role: BENEFICIARY } } }""")]
    [InlineData("""{ regions: { some: { id: { eq: "region/eastern-partnership" } } } }""")]
    [InlineData("""{ regions: { none: { kind: POLICY } } }""")]
    [InlineData("""{ thematicAreas: { some: { horizontal: true } } }""")]
    [InlineData("""{ thematicAreas: { none: { id: { eq: "thematic-area/anti-corruption" } } } }""")]
    [InlineData("""{ programme: { id: { eq: "programme/bomca" } } }""")]
    [InlineData("""{ participations: { some: { role: { in: [LEAD, CONSORTIUM_LEAD] } } } }""")]
    [InlineData("""{ participations: { every: { organisation: { ne: "organisation/icmpd" } } } }""")]
    [InlineData("""{ instruments: { some: { id: { eq: "instrument/enpi" } } } }""")]
    [InlineData("""{ instruments: { every: { id: { eq: "instrument/dci" } } } }""")]
    [InlineData("""{ instruments: { none: {} } }""")]
    [InlineData("""{ or: [{ slug: { eq: "mibma" } }, { not: { countries: { some: {} } } }, { and: [{ phase: { eq: 9 } }] }] }""")]
    [InlineData("""{ updatedAt: { gt: "2000-01-01T00:00:00Z" }, borderAreas: { some: {} } }""")]
    public async Task A_filter_chooses_what_it_chooses_with_the_projects_service(string where)
    {
        var owner = await fixture.Running.QueryAsync("projects", $$"""{ projects(where: {{where}}, first: 100) { nodes { id } } }""");
        var here = await fixture.Running.QueryAsync("reports", $$"""{ analytics(by: [STATUS], where: {{where}}) { rows { nodes { projectCount } } } }""");

        Assert.Equal(
            owner.At("projects.nodes").GetArrayLength(),
            here.At("analytics.rows.nodes").EnumerateArray().Sum(row => row.At("projectCount").GetInt32()));
    }

    [Fact]
    public async Task A_filter_that_asks_for_too_many_relations_is_refused_as_with_the_projects_service()
    {
        var many = string.Join(", ", Enumerable.Repeat("{ instruments: { some: {} } }", 51));
        string[] queries = [$"{{ analytics(by: [STATUS], where: {{ or: [{many}] }}) {{ computedAt }} }}", $"{{ overlaps(where: {{ and: [{many}] }}) {{ totalCount }} }}"];

        foreach (var query in queries)
        {
            var answer = await fixture.Running.AskAsync("reports", query);
            Assert.Contains("more than 50 times", answer.GetProperty("errors")[0].GetProperty("message").GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_facet_of_countries_says_what_they_are_called()
    {
        var data = await fixture.Running.QueryAsync("projects", """{ projects { facets(fields: ["countries"]) { buckets { key label { value(languages: ["en"]) { text } } } } } }""");
        var organisations = await fixture.Running.QueryAsync("stakeholders", """{ organisations { facets(fields: ["country"]) { buckets { key label { value(languages: ["en"]) { text } } } } } }""");

        foreach (var bucket in data.At("projects.facets.0.buckets").EnumerateArray().Concat(organisations.At("organisations.facets.0.buckets").EnumerateArray().Where(b => b.At("key").ValueKind == System.Text.Json.JsonValueKind.String)))
            Assert.NotEqual("", bucket.At("label.value.text").GetString());
        Assert.Equal("Armenia", data.At("projects.facets.0.buckets").EnumerateArray().Single(b => b.At("key").GetString() == "AM").At("label.value.text").GetString());
    }
}
