using System.Text.Json;
using IbmPlatform.Testing;

namespace IbmPlatform.Reports.Tests;

public sealed class SearchTests(PlatformFixture fixture)
{
    private async Task<JsonElement> FindAsync(string query, string more = "") => (await fixture.Running.QueryAsync(
        "reports", $$"""{ search(query: {{JsonSerializer.Serialize(query)}}{{more}}, first: 100) { totalCount nodes { score node { __typename id } highlights { field language text } } } }""")).At("search");

    private static IEnumerable<string?> Ids(JsonElement found) => found.At("nodes").EnumerateArray().Select(hit => hit.At("node.id").GetString());

    [Theory]
    [InlineData("tunisia integrated")]
    [InlineData("TUNISIA INTEGRATED")]
    [InlineData("Integrated Tuni")]
    public async Task Words_are_found_in_any_case_and_order_and_the_last_by_its_beginning(string query)
    {
        Assert.Contains("project/tunisia-ibm", Ids(await FindAsync(query)));
    }

    [Theory]
    [InlineData("ТУНИС", "country/TN")]
    [InlineData("cote d ivoire", "country/CI")]
    [InlineData("Armenie", "country/AM")]
    [InlineData("亚美尼亚", "country/AM")]
    [InlineData("ENPI", "instrument/enpi")]
    [InlineData("frontex", "organisation/frontex")]
    [InlineData("guidelines western balkans", "publication/guidelines-western-balkans-2004")]
    [InlineData("eastern partnership", "region/eastern-partnership")]
    public async Task Names_are_found_in_every_language_and_without_diacritics(string query, string id)
    {
        Assert.Contains(id, Ids(await FindAsync(query)));
    }

    [Fact]
    public async Task Every_word_must_be_found()
    {
        Assert.Equal(0, (await FindAsync("tunisia uzbekistan bangladesh")).At("totalCount").GetInt32());
        Assert.Empty(Ids(await FindAsync("unisia")));
    }

    [Fact]
    public async Task What_is_called_so_comes_before_what_speaks_of_it()
    {
        Assert.Equal("organisation/frontex", Ids(await FindAsync("frontex")).First());
    }

    [Fact]
    public async Task What_matched_is_marked()
    {
        var found = await FindAsync("tunisia", ", types: [PROJECT]");

        var hit = found.At("nodes").EnumerateArray().Single(h => h.At("node.id").GetString() == "project/tunisia-ibm");
        Assert.Contains(hit.At("highlights").EnumerateArray(), h =>
            h.At("field").GetString() == "name" && h.At("language").GetString() == "en" && h.At("text").GetString()!.Contains("Government of «Tunisia» in", StringComparison.Ordinal));
        Assert.All(found.At("nodes").EnumerateArray(), h => Assert.Equal("Project", h.At("node.__typename").GetString()));
    }

    [Fact]
    public async Task Pages_join_without_gap_or_overlap()
    {
        var whole = Ids(await FindAsync("border management")).ToList();
        var paged = new List<string?>();
        string? after = null;
        do
        {
            var cursor = after is null ? "" : $", after: \"{after}\"";
            var page = (await fixture.Running.QueryAsync("reports", $$"""{ search(query: "border management", first: 3{{cursor}}) { nodes { node { id } } pageInfo { hasNextPage endCursor } } }""")).At("search");
            paged.AddRange(Ids(page));
            after = page.At("pageInfo.hasNextPage").GetBoolean() ? page.At("pageInfo.endCursor").GetString() : null;
        }
        while (after is not null);

        Assert.True(whole.Count > 3);
        Assert.Equal(whole, paged);
    }

    [Fact]
    public async Task A_query_without_a_word_is_refused()
    {
        var answer = await fixture.Running.AskAsync("reports", """{ search(query: " - ") { totalCount } }""");

        Assert.Contains("0 words", answer.At("errors[0].message").GetString(), StringComparison.Ordinal);
    }
}
