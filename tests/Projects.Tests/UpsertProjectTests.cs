using System.Text.Json;

namespace IbmPlatform.Projects.Tests;

public sealed class UpsertProjectTests(ProjectsHost host) : IClassFixture<ProjectsHost>
{
    private const string Mutation = """
        mutation($input: UpsertProjectInput!) { upsertProject(input: $input) {
          project { id version acronym period { start end durationMonths } countries { country { id } role sharePercent } name { value { text } } publication
            revisions { nodes { version changes { field base current } } } }
          userErrors { __typename code message path ... on InvalidInput { expected } ... on VersionConflict { currentVersion differences { field base current submitted } } } } }
        """;

    [Fact]
    public async Task A_patch_changes_what_it_names_and_nothing_else()
    {
        var lookup = new { slug = "ibm-loc-cap" };
        await UpsertAsync(new { lookup, expectedVersion = 1, patch = new { countries = new { put = new[] { new { code = "IS", role = "PARTNER", sharePercent = "12.5" } }, remove = new[] { "TR" } } } });

        var project = (await UpsertAsync(new { lookup, expectedVersion = 2, patch = new { acronym = (string?)null, period = new { start = "2014", end = "2016-05" } } })).At("project");

        Assert.Equal(3, project.At("version").GetInt32());
        Assert.Equal(JsonValueKind.Null, project.At("acronym").ValueKind);
        Assert.Equal(("2014", "2016-05"), (project.At("period", "start").GetString(), project.At("period", "end").GetString()));
        Assert.Contains(project.At("countries").EnumerateArray(), c => c.At("country", "id").GetString() == "country/IS" && c.At("sharePercent").GetString() == "12.5");
        Assert.DoesNotContain(project.At("countries").EnumerateArray(), c => c.At("country", "id").GetString() == "country/TR");
        Assert.Equal([3, 2, 1], project.At("revisions", "nodes").EnumerateArray().Select(r => r.GetProperty("version").GetInt32()));
        Assert.Equal(["acronym", "claims", "conflicts", "period"], project.At("revisions", "nodes", 0, "changes").EnumerateArray().Select(c => c.GetProperty("field").GetString()!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_change_made_from_an_old_version_shows_both_sides()
    {
        var lookup = new { slug = "mibma" };
        await UpsertAsync(new { lookup, patch = new { acronym = "FIRST" } });

        var payload = await UpsertAsync(new { lookup, expectedVersion = 1, patch = new { acronym = "SECOND" } });

        var conflict = payload.At("userErrors", 0);
        Assert.Equal(("VersionConflict", "VERSION_CONFLICT", 2), (conflict.At("__typename").GetString(), conflict.At("code").GetString(), conflict.At("currentVersion").GetInt32()));
        Assert.Equal("""{"field":"acronym","base":"MIBMA","current":"FIRST","submitted":"SECOND"}""", conflict.At("differences", 0).GetRawText());
        Assert.Equal("FIRST", payload.At("project", "acronym").GetString());
    }

    [Fact]
    public async Task A_new_project_is_a_draft_and_needs_a_name()
    {
        var lookup = new { slug = "brand-new" };
        var nameless = await UpsertAsync(new { lookup, patch = new { phase = 1 } });
        Assert.Equal("""["input","patch","name"]""", nameless.At("userErrors", 0, "path").GetRawText());

        var named = await UpsertAsync(new { lookup, patch = new { name = new[] { new { text = "Brand new", language = "en" } } } });

        Assert.Equal(("project/brand-new", 1, "DRAFT"), (named.At("project", "id").GetString(), named.At("project", "version").GetInt32(), named.At("project", "publication").GetString()));
    }

    [Fact]
    public async Task All_that_is_wrong_with_an_input_is_told_at_once()
    {
        var payload = await UpsertAsync(new
        {
            lookup = new { slug = "bomca-9" },
            patch = new
            {
                name = new[] { new { text = " ", language = "en" } },
                phase = 0,
                period = new { start = "2016", end = "2015-12" },
                countries = new { put = new[] { new { code = "AM", role = "PARTNER", sharePercent = "101" }, new { code = "ZZ", role = "PARTNER", sharePercent = "1" } } },
            },
        });

        Assert.Equal(
            ["input.patch.name.0.text", "input.patch.phase", "input.patch.period.end", "input.patch.countries.put.0.sharePercent", "input.patch.countries.put.1.code"],
            payload.At("userErrors").EnumerateArray().Select(e => string.Join('.', e.GetProperty("path").EnumerateArray().Select(p => p.GetString()))));
        Assert.Equal(JsonValueKind.Null, payload.At("project").ValueKind);
    }

    [Fact]
    public async Task What_changes_nothing_makes_no_version()
    {
        var lookup = new { slug = "silk-routes-ibm" };

        foreach (var patch in new object[] { new { }, new { phase = (int?)null }, new { countries = new { remove = new[] { "FR" } } } })
        {
            var payload = await UpsertAsync(new { lookup, expectedVersion = 1, patch });
            Assert.Equal((1, 0), (payload.At("project", "version").GetInt32(), payload.At("userErrors").GetArrayLength()));
        }
    }

    [Fact]
    public async Task A_list_that_contradicts_itself_is_refused()
    {
        var payload = await UpsertAsync(new
        {
            lookup = new { slug = "bomca-9" },
            patch = new
            {
                name = new[] { new { text = "a", language = "en" }, new { text = "b", language = "EN" }, new { text = new string('c', 1001), language = "fr" } },
                countries = new { put = new[] { new { code = "KZ", role = "PARTNER" }, new { code = "KZ", role = "OTHER" }, new { code = "KG", role = "OTHER" } }, remove = new[] { "KG" } },
            },
        });

        Assert.Equal(
            ["input.patch.name.1.language", "input.patch.name.2.text", "input.patch.countries.put.1.code", "input.patch.countries.put.2.code"],
            payload.At("userErrors").EnumerateArray().Select(e => string.Join('.', e.GetProperty("path").EnumerateArray().Select(p => p.GetString()))));
    }

    [Fact]
    public async Task Shares_that_make_more_than_the_whole_are_refused()
    {
        static object Share(string code) => new { code, role = "BENEFICIARY", sharePercent = "60" };
        var lookup = new { slug = "eap-ibm-fit" };
        var first = await UpsertAsync(new { lookup, patch = new { countries = new { put = new[] { Share("AM") } } } });

        var second = await UpsertAsync(new { lookup, patch = new { countries = new { put = new[] { Share("GE") } } } });
        var created = await UpsertAsync(new { lookup = new { slug = "too-much" }, patch = new { name = new[] { new { text = "x", language = "en" } }, countries = new { put = new[] { Share("AM"), Share("GE") } } } });

        Assert.Equal(0, first.At("userErrors").GetArrayLength());
        Assert.All([second, created], payload => Assert.Contains("120 %", payload.At("userErrors", 0, "message").GetString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Writers_at_once_lose_no_change()
    {
        var lookup = new { slug = "tunisia-ibm" };
        string[] codes = ["AR", "BO", "CL", "CO", "EC", "PE", "PY", "UY"];

        await Task.WhenAll(codes.Select(code => UpsertAsync(new { lookup, patch = new { countries = new { put = new[] { new { code, role = "OTHER" } } } } })));

        var data = await host.AskAsync("""{ project(by: { slug: "tunisia-ibm" }) { version countries { country { id } } } }""");
        var countries = data.At("project", "countries").EnumerateArray().Select(c => c.At("country", "id").GetString()).ToList();
        Assert.All(codes, code => Assert.Contains($"country/{code}", countries));
        Assert.Equal(9, data.At("project", "version").GetInt32());
    }

    private async Task<JsonElement> UpsertAsync(object input) => (await host.AskAsync(Mutation, new { input })).At("upsertProject");
}
