using System.Text.Json;
using IbmPlatform.EndToEnd.Tests.Running;

namespace IbmPlatform.EndToEnd.Tests;

/// <summary>The list of projects: pages, filters, orders, counts.</summary>
public sealed class ListsTests(StandaloneSystem standalone)
{
    private static readonly string[] ByName =
    [
        "ge-az-ibm", "sahel-border-communities", "bomca-9", "eap-ibm-cb", "eap-ibm-fit", "silk-routes-ibm", "tunisia-ibm", "mibma", "ibm-loc-cap",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(9)]
    public async Task Pages_forward_make_up_the_whole_list(int size)
    {
        var slugs = new List<string?>();
        string? after = null;
        do
        {
            var page = await AskAsync(
                "query($first: Int!, $after: String) { projects(first: $first, after: $after, orderBy: [{ name: ASC }]) { totalCount nodes { slug } pageInfo { hasNextPage hasPreviousPage endCursor } } }",
                new { first = size, after });
            Assert.Equal(ByName.Length, page.Number("projects.totalCount"));
            Assert.Equal(after is not null, page.One("projects.pageInfo.hasPreviousPage").GetBoolean());
            slugs.AddRange(page.Texts("projects.nodes.*.slug"));
            after = page.One("projects.pageInfo.hasNextPage").GetBoolean() ? page.Text("projects.pageInfo.endCursor") : null;
        }
        while (after is not null && slugs.Count < 20);
        Assert.Equal(ByName, slugs);
    }

    [Fact]
    public async Task Pages_backward_make_up_the_whole_list()
    {
        var slugs = new List<string?>();
        string? before = null;
        do
        {
            var page = await AskAsync(
                "query($before: String) { projects(last: 4, before: $before, orderBy: [{ name: ASC }]) { nodes { slug } pageInfo { hasPreviousPage startCursor } } }",
                new { before });
            slugs.InsertRange(0, page.Texts("projects.nodes.*.slug"));
            before = page.One("projects.pageInfo.hasPreviousPage").GetBoolean() ? page.Text("projects.pageInfo.startCursor") : null;
        }
        while (before is not null && slugs.Count < 20);
        Assert.Equal(ByName, slugs);
    }

    [Theory]
    [InlineData("name: ASC", "ge-az-ibm", "ibm-loc-cap")]
    [InlineData("name: DESC", "ibm-loc-cap", "ge-az-ibm")]
    [InlineData("start: DESC", "ibm-loc-cap", "silk-routes-ibm")]
    [InlineData("end: DESC", "mibma", "silk-routes-ibm")]
    public async Task An_order_has_its_first_and_its_last(string order, string first, string last)
    {
        var slugs = (await AskAsync($$"""{ projects(orderBy: [{ {{order}} }]) { nodes { slug } } }""")).Texts("projects.nodes.*.slug");
        Assert.Equal((first, last), (slugs[0], slugs[^1]));
    }

    [Fact]
    public async Task Equal_keys_are_ordered_by_id()
    {
        var slugs = (await AskAsync("""{ projects(orderBy: [{ updatedAt: DESC }]) { nodes { slug } } }""")).Texts("projects.nodes.*.slug");
        Assert.Equal(ByName.Order(StringComparer.Ordinal), slugs);
    }

    [Theory]
    [InlineData("""countries: { some: { code: { eq: "AM" } } }""", "eap-ibm-cb eap-ibm-fit mibma")]
    [InlineData("""countries: { every: { code: { in: ["AZ", "GE"] } } }""", "ge-az-ibm")]
    [InlineData("""countries: { none: { role: BENEFICIARY } }""", "")]
    [InlineData("""participations: { some: { organisation: { eq: "organisation/undp" } } }""", "ge-az-ibm mibma sahel-border-communities")]
    [InlineData("""participations: { none: { organisation: { eq: "organisation/icmpd" } } }""", "bomca-9 silk-routes-ibm")]
    [InlineData("""instruments: { some: { id: { eq: "instrument/ipa-i" } } }""", "ibm-loc-cap")]
    [InlineData("""programme: { id: { eq: "programme/bomca" } }""", "bomca-9")]
    [InlineData("""thematicAreas: { some: { id: { eq: "thematic-area/anti-corruption" } } }""", "eap-ibm-cb eap-ibm-fit")]
    [InlineData("""borderAreas: { some: { id: { eq: "border-area/lake-chad" } } }""", "sahel-border-communities")]
    [InlineData("""regions: { some: { id: { eq: "region/central-asia" } } }""", "bomca-9")]
    [InlineData("""period: { within: { start: "2014-01", end: "2017-12" } }""", "eap-ibm-cb ge-az-ibm sahel-border-communities tunisia-ibm")]
    [InlineData("""period: { overlaps: { start: "2018-07", end: "2018-12" }, includeUnknown: true }""", "mibma silk-routes-ibm")]
    [InlineData("""not: { or: [{ phase: { eq: 9 } }, { acronym: { eq: "MIBMA" } }], countries: { some: { code: { eq: "UZ" } } } }""", "eap-ibm-cb eap-ibm-fit ge-az-ibm ibm-loc-cap mibma sahel-border-communities silk-routes-ibm tunisia-ibm")]
    public async Task A_filter_finds_these_and_counts_them(string where, string slugs)
    {
        var answer = await AskAsync($$"""{ projects(where: { {{where}} }) { totalCount nodes { slug } } }""");
        var expected = slugs.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(expected, answer.Texts("projects.nodes.*.slug").Order(StringComparer.Ordinal));
        Assert.Equal(expected.Length, answer.Number("projects.totalCount"));
    }

    [Fact]
    public async Task More_than_a_hundred_at_once_are_refused()
    {
        var answer = await standalone.Endpoint.AskAsync("{ projects(first: 101) { nodes { id } } }");
        Assert.Equal(JsonValueKind.Null, answer.One("projects").ValueKind);
        Assert.Contains("100", Assert.Single(answer.Errors).GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    private Task<Answer> AskAsync(string query, object? variables = null) => standalone.Endpoint.ReadAsync(query, variables);
}
