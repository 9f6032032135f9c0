using System.Text.Json;
using IbmPlatform.Testing;
using IbmPlatform.Values;

namespace IbmPlatform.Projects.Tests;

/// <summary>What cannot be meant is refused instead of being passed over.</summary>
public sealed class RefusalTests(ProjectsHost host) : IClassFixture<ProjectsHost>
{
    [Theory]
    [InlineData("slug: { eq: null }", "eq is null")]
    [InlineData("id: { in: null }", "in is null")]
    [InlineData("phase: { gte: null }", "gte is null")]
    [InlineData("updatedAt: { lt: null }", "lt is null")]
    [InlineData("borderAreas: { some: { id: { ne: null } } }", "ne is null")]
    public async Task A_comparison_with_null_is_refused(string where, string message) =>
        Assert.StartsWith(message, await host.ErrorAsync($"{{ projects(where: {{ {where} }}) {{ totalCount }} }}"), StringComparison.Ordinal);

    [Fact]
    public async Task A_comparison_that_is_left_out_asks_nothing()
    {
        var data = await host.AskAsync("query($slug: String) { all: projects { totalCount } some: projects(where: { slug: { eq: $slug } }) { totalCount } }");

        Assert.Equal(data.At("all", "totalCount").GetInt32(), data.At("some", "totalCount").GetInt32());
    }

    [Theory]
    [InlineData("name: { contains: \"a\\u0000b\" }", "contains holds the character U+0000")]
    [InlineData("acronym: { startsWith: \"\\u0000\" }", "startsWith holds the character U+0000")]
    public async Task A_character_that_no_text_holds_is_refused(string where, string message) =>
        Assert.StartsWith(message, await host.ErrorAsync($"{{ projects(where: {{ {where} }}) {{ totalCount }} }}"), StringComparison.Ordinal);

    [Fact]
    public async Task A_facet_named_twice_is_refused() => Assert.Equal(
        "The facet \"status\" is asked for more than once; name each field once.",
        await host.ErrorAsync("{ projects { facets(fields: [\"status\", \"countries\", \"status\"]) { field } } }"));

    [Fact]
    public async Task First_together_with_last_is_refused() => Assert.Equal(
        "first counts from the start and last from the end; give one of them.", await host.ErrorAsync("{ projects(first: 2, last: 2) { totalCount } }"));

    [Fact]
    public async Task A_cursor_of_another_list_is_refused()
    {
        var cursor = (await host.AskAsync("{ programmes(first: 1) { pageInfo { endCursor } } }")).At("programmes", "pageInfo", "endCursor").GetString();

        Assert.Contains("is no cursor of this list", await host.ErrorAsync($"{{ projects(first: 1, after: \"{cursor}\") {{ nodes {{ id }} }} }}"), StringComparison.Ordinal);
    }

    [Fact]
    public void Country_codes_are_those_of_the_reference_table()
    {
        using var table = JsonDocument.Parse(File.ReadAllText(RepositoryRoot.Combine("data", "reference", "countries.json")));
        var codes = table.RootElement.EnumerateArray().Select(country => country.GetProperty("code").GetString()!).ToList();

        Assert.All(codes, code => Assert.True(CountryCodes.Contains(code), code));
        Assert.Equal(codes.Count, CountryCodes.Count);
        Assert.False(CountryCodes.Contains("ZZ"));
    }
}
