using IbmPlatform.Testing;

namespace IbmPlatform.Countries.Tests;

public sealed class CountriesServiceFixture : IAsyncLifetime
{
    public RunningServices Running { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Running = await RunningServices.StartAsync(platform => platform.Add(new CountriesService()));

    public ValueTask DisposeAsync() => Running.DisposeAsync();
}

public sealed class CountriesServiceTests(CountriesServiceFixture fixture) : IClassFixture<CountriesServiceFixture>
{
    [Fact]
    public async Task A_country_is_named_in_the_language_asked_for_then_in_that_of_the_header()
    {
        const string query = """{ country(code: "GE") { asked: name { value(languages: ["ru"]) { text language } } header: name { value { text language } } } }""";

        var data = await fixture.Running.QueryAsync("countries", query, acceptLanguage: "fr-CH, fr;q=0.9");

        Assert.Equal("Грузия", data.At("country.asked.value.text").GetString());
        Assert.Equal(("Géorgie", "fr"), (data.At("country.header.value.text").GetString(), data.At("country.header.value.language").GetString()));
    }

    [Fact]
    public async Task A_code_that_iso_3166_does_not_have_is_null_and_one_in_the_wrong_form_an_error()
    {
        var data = await fixture.Running.QueryAsync("countries", """{ country(code: "ZZ") { id } }""");
        Assert.Equal(System.Text.Json.JsonValueKind.Null, data.At("country").ValueKind);

        var answer = await fixture.Running.AskAsync("countries", """{ country(code: "armenia") { id } }""");
        Assert.Contains("ISO 3166-1 alpha-2", answer.At("errors[0].message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_policy_region_lists_its_countries_and_each_of_them_the_region()
    {
        var data = await fixture.Running.QueryAsync("countries", """{ regions(kind: POLICY) { id countries { code regions(kind: POLICY) { id } } } }""");

        var centralAsia = data.At("regions").EnumerateArray().Single(region => region.At("id").GetString() == "region/central-asia");
        Assert.Equal(["KG", "KZ", "TJ", "TM", "UZ"], centralAsia.All("countries", "code"));
        Assert.All(centralAsia.At("countries").EnumerateArray(), country => Assert.Contains("region/central-asia", country.All("regions", "id")));
    }

    [Fact]
    public async Task A_geographic_region_has_the_countries_that_m49_puts_in_it()
    {
        var data = await fixture.Running.QueryAsync("countries", """{ _entities(representations: [{ __typename: "Region", id: "region/m49-143" }]) { ... on Region { kind countries { code } } } }""");

        Assert.Equal("GEOGRAPHIC", data.At("_entities[0].kind").GetString());
        Assert.Equal(["KG", "KZ", "TJ", "TM", "UZ"], data.At("_entities[0]").All("countries", "code"));
    }

    [Fact]
    public async Task Pages_of_countries_join_without_gap_or_overlap()
    {
        var codes = new List<string?>();
        string? after = null;
        do
        {
            var cursor = after is null ? "" : $", after: \"{after}\"";
            var page = (await fixture.Running.QueryAsync("countries", $$"""{ countries(first: 100{{cursor}}) { totalCount nodes { code } pageInfo { hasNextPage endCursor } } }""")).At("countries");
            codes.AddRange(page.All("nodes", "code"));
            Assert.Equal(249, page.At("totalCount").GetInt32());
            after = page.At("pageInfo.hasNextPage").GetBoolean() ? page.At("pageInfo.endCursor").GetString() : null;
        }
        while (after is not null);

        Assert.Equal(249, codes.Count);
        Assert.Equal(codes.Order(StringComparer.Ordinal).Distinct(), codes);
    }

    [Theory]
    [InlineData("""{ regions: { some: { id: { eq: "region/sahel" } } } }""", "BF ML MR NE TD")]
    [InlineData("""{ name: { eq: "Turkey" } }""", "TR")]
    [InlineData("""{ and: [{ code: { startsWith: "K" } }, { regions: { some: { id: { eq: "region/central-asia" } } } }] }""", "KG KZ")]
    [InlineData("""{ or: [{ code: { eq: "AM" } }, { alpha3: { in: ["GEO"] } }] }""", "AM GE")]
    [InlineData("""{ code: { in: ["AM", "KZ"] }, not: { regions: { some: { kind: POLICY, id: { eq: "region/central-asia" } } } } }""", "AM")]
    [InlineData("""{ code: { in: ["AM", "KZ"] }, regions: { none: { id: { eq: "region/central-asia" } } } }""", "AM")]
    [InlineData("""{ code: { in: ["AM", "KZ"] }, regions: { every: { kind: GEOGRAPHIC } } }""", "")]
    public async Task Filters_find_by_own_fields_and_through_regions(string where, string codes)
    {
        var data = await fixture.Running.QueryAsync("countries", $$"""{ countries(where: {{where}}, first: 100) { nodes { code } } }""");

        Assert.Equal(codes, string.Join(' ', data.All("countries.nodes", "code")));
    }

    [Fact]
    public async Task Border_areas_keep_the_spelling_of_the_document_as_an_alias()
    {
        var data = await fixture.Running.QueryAsync("countries", "{ borderAreas { id aliases countries { code } claims { kind sources { __typename } } } }");

        var area = data.At("borderAreas").EnumerateArray().Single(a => a.At("id").GetString() == "border-area/liptako-gourma");
        Assert.Contains(area.At("aliases").EnumerateArray(), alias => alias.GetString()!.Contains("Liptakoa-Gourma", StringComparison.Ordinal));
        Assert.Equal(["BF", "ML", "NE"], area.All("countries", "code").Order());
        Assert.NotEmpty(area.At("claims").EnumerateArray());
    }

    [Fact]
    public async Task A_border_is_found_by_the_countries_that_share_it()
    {
        var data = await fixture.Running.QueryAsync("countries", """{ borders(between: ["GE", "AZ"]) { id countries { code } areas { id } } none: borders(between: ["GE", "TN"]) { id } }""");

        Assert.Equal(["border/AZ-GE"], data.All("borders", "id"));
        Assert.Empty(data.At("none").EnumerateArray());
    }

    [Fact]
    public async Task Processes_name_their_participants_and_what_they_belong_to()
    {
        var data = await fixture.Running.QueryAsync("countries", "{ processes { id kind parent { id } participants { code } organisations { id } conflicts { field } } }");

        var prague = data.At("processes").EnumerateArray().Single(process => process.At("id").GetString() == "process/prague");
        Assert.Equal("MIGRATION_DIALOGUE", prague.At("kind").GetString());
        Assert.Contains("KZ", prague.All("participants", "code"));
    }

    [Fact]
    public async Task Countries_are_referred_to_by_id_or_by_code_and_unknown_ones_are_null()
    {
        var data = await fixture.Running.QueryAsync(
            "countries",
            """{ _entities(representations: [{ __typename: "Country", id: "country/AM" }, { __typename: "Country", code: "TN" }, { __typename: "Country", id: "country/ZZ" }]) { ... on Country { alpha3 } } }""");

        Assert.Equal("ARM", data.At("_entities[0].alpha3").GetString());
        Assert.Equal("TUN", data.At("_entities[1].alpha3").GetString());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, data.At("_entities[2]").ValueKind);
    }

    [Fact]
    public async Task Records_lists_and_what_lies_between_them_are_read_as_of_an_instant_and_the_future_is_refused()
    {
        const string query = """{ country(code: "AM") { alpha3 regions { id } borders { id areas { id } countries { code } } } regions { countries { code } } countries(first: 2, where: { regions: { some: {} } }) { totalCount nodes { code } } borderAreas { id } processes { id } }""";
        var present = await fixture.Running.QueryAsync("countries", query);

        var before = await fixture.Running.QueryAsync("countries", """query @asOf(at: "2020-01-01T00:00:00Z") """ + query);
        var since = await fixture.Running.QueryAsync("countries", $"query @asOf(at: \"{TimeProvider.System.GetUtcNow():O}\") " + query);
        var future = await fixture.Running.AskAsync("countries", """query @asOf(at: "2999-01-01T00:00:00Z") """ + query);

        Assert.Equal("""{"country":null,"regions":[],"countries":{"totalCount":0,"nodes":[]},"borderAreas":[],"processes":[]}""", before.GetRawText());
        Assert.Equal(present.GetRawText(), since.GetRawText());
        Assert.Contains("which is still to come (now = ", future.At("errors[0].message").GetString(), StringComparison.Ordinal);
        Assert.Equal("BAD_USER_INPUT", future.At("errors[0].extensions.code").GetString());
    }
}
