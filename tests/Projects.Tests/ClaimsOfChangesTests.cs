using System.Text.Json;

namespace IbmPlatform.Projects.Tests;

public sealed class ClaimsOfChangesTests(ProjectsHost host) : IClassFixture<ProjectsHost>
{
    private const string Document = "document/45b793fd943e14ad";

    [Fact]
    public async Task A_new_value_has_a_claim_that_names_its_source_and_is_followed()
    {
        await ChangeAsync("bomca-9", new { acronym = "BOMCA IX" }, new
        {
            organisation = "organisation/icmpd",
            document = new { document = Document, quote = "BOMCA's website", lineStart = 89, lineEnd = 89 },
            note = "Their own spelling.",
        });

        var claims = await ClaimsAsync("bomca-9", "acronym");

        Assert.Equal([("BOMCA 9", false), ("BOMCA IX", true)], claims.Select(c => (c.At("value").GetString()!, c.At("followed").GetBoolean())).Order());
        var added = claims.Single(c => c.At("followed").GetBoolean());
        Assert.Equal(("STATED", "Their own spelling."), (added.At("kind").GetString(), added.At("note").GetString()));
        Assert.Equal("BOMCA's website", added.At("sources", 0, "quote").GetString());
        Assert.Equal(("organisation/icmpd", 2), (added.At("sources", 1, "organisation", "id").GetString(), added.At("sources", 1, "revision").GetInt32()));
        var conflict = await ConflictAsync("bomca-9", "acronym");
        Assert.Equal(["BOMCA IX", "BOMCA 9"], conflict.At("claims").EnumerateArray().Select(c => c.At("value").GetString()));
        Assert.Equal("EDITOR_CHOICE", conflict.At("rule").GetString());
        Assert.Contains(Document, conflict.At("explanation").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_source_the_submission_is_one()
    {
        var changed = await ChangeAsync("mibma", new { phase = 2, acronym = (string?)null });

        var phase = Assert.Single(await ClaimsAsync("mibma", "phase"));
        Assert.Equal(("2", "REPORTED", true), (phase.At("value").GetString(), phase.At("kind").GetString(), phase.At("followed").GetBoolean()));
        Assert.Equal(JsonValueKind.Null, phase.At("sources", 0, "organisation").ValueKind);
        Assert.Equal(changed.At("project", "updatedAt").GetString(), phase.At("sources", 0, "submittedAt").GetString());
        var acronym = await ClaimsAsync("mibma", "acronym");
        Assert.Equal([(null, true), ("MIBMA", false)], acronym.Select(c => (c.At("value").GetString(), c.At("followed").GetBoolean())).Order());
        Assert.Equal("MIBMA", (await ConflictAsync("mibma", "acronym")).At("claims", 1, "value").GetString());
    }

    [Fact]
    public async Task A_conflict_ends_with_the_value_that_all_claims_hold_and_says_what_a_change_follows()
    {
        await ChangeAsync("eap-ibm-fit", new { period = new { start = "2011-01-01", end = "2012-12-31" } });

        Assert.Equal([("2012-12-31", true), ("2013-06-30", false)], await ValuesAsync("eap-ibm-fit", "period.end"));
        Assert.Equal(["2012-12-31", "2012-12-31", "2013-06-30"], (await ConflictAsync("eap-ibm-fit", "period.end")).At("claims").EnumerateArray().Select(c => c.At("value").GetString()).Order(StringComparer.Ordinal));
        Assert.Equal([(null, true), ("24", false)], await ValuesAsync("eap-ibm-fit", "period.durationMonths"));
        Assert.Equal([("2011-01-01", true)], await ValuesAsync("eap-ibm-fit", "period.start"));
    }

    [Fact]
    public async Task Another_source_of_the_same_value_stands_beside_the_first_once()
    {
        var source = new { organisation = "organisation/icmpd" };
        var first = await ChangeAsync("ge-az-ibm", new { acronym = "Ge Az IBM" }, source);
        var again = await ChangeAsync("ge-az-ibm", new { acronym = "Ge Az IBM" }, source);

        Assert.Equal((2, 2), (first.At("project", "version").GetInt32(), again.At("project", "version").GetInt32()));
        Assert.Equal(["STATED", "REPORTED"], (await ClaimsAsync("ge-az-ibm", "acronym")).Select(c => c.At("kind").GetString()));
        Assert.All(await ClaimsAsync("ge-az-ibm", "acronym"), c => Assert.True(c.At("followed").GetBoolean()));
    }

    [Fact]
    public async Task What_one_organisation_reports_again_is_the_more_recent()
    {
        var source = new { organisation = "organisation/gtz" };
        await ChangeAsync("silk-routes-ibm", new { phase = 1 }, source);
        await ChangeAsync("silk-routes-ibm", new { phase = 2 }, source);

        Assert.Equal([("1", false), ("2", true)], await ValuesAsync("silk-routes-ibm", "phase"));
        Assert.Equal("MORE_RECENT", (await ConflictAsync("silk-routes-ibm", "phase")).At("rule").GetString());
    }

    [Fact]
    public async Task A_country_keeps_its_claims_when_it_goes_and_comes_back()
    {
        var put = new { countries = new { put = new[] { new { code = "TN", role = "PARTNER" } } } };
        await ChangeAsync("tunisia-ibm", put);
        Assert.Equal([("BENEFICIARY", false), ("PARTNER", true)], await CountryAsync("role"));

        await ChangeAsync("tunisia-ibm", new { countries = new { remove = new[] { "TN" } } });
        Assert.Equal([(null, true), ("country/TN", false)], await ValuesAsync("tunisia-ibm", "countries[TN].country"));
        Assert.All(await ValuesAsync("tunisia-ibm", "countries[TN].role"), role => Assert.False(role.Followed));
        Assert.Equal("country/TN", (await ConflictAsync("tunisia-ibm", "countries[TN].country")).At("claims", 1, "value").GetString());

        await ChangeAsync("tunisia-ibm", put);
        Assert.Empty(await ValuesAsync("tunisia-ibm", "countries[TN].country"));
        Assert.Equal([(null, false), ("country/TN", true), ("country/TN", true)], await CountryAsync("country"));
        Assert.Equal([("BENEFICIARY", false), ("PARTNER", true), ("PARTNER", true)], await CountryAsync("role"));

        async Task<IEnumerable<(string?, bool)>> CountryAsync(string field)
        {
            var data = await host.AskAsync($$"""{ project(by: { slug: "tunisia-ibm" }) { countries { country { id } claims(field: "{{field}}") { value followed } } } }""");
            return data.At("project", "countries").EnumerateArray().Single(c => c.At("country", "id").GetString() == "country/TN").At("claims").EnumerateArray().Select(c => (c.At("value").GetString(), c.At("followed").GetBoolean())).Order();
        }
    }

    [Fact]
    public async Task A_new_project_has_a_claim_for_each_of_its_facts()
    {
        await ChangeAsync("claimed", new { name = new[] { new { text = "One", language = "en" }, new { text = "Un", language = "fr" } }, period = new { start = "2020" } });

        var data = await host.AskAsync("""{ project(by: { slug: "claimed" }) { claims { id field value followed } conflicts { field } } }""");

        Assert.Equal(
            ["claim/project/claimed/name-v1 One", "claim/project/claimed/name-v1-2 Un", "claim/project/claimed/period-start-v1 2020"],
            data.At("project", "claims").EnumerateArray().Select(c => $"{c.At("id").GetString()} {c.At("value").GetString()}"));
        Assert.Equal(0, data.At("project", "conflicts").GetArrayLength());
    }

    [Fact]
    public async Task A_source_that_cannot_be_looked_up_is_refused()
    {
        var payload = await ChangeAsync("bomca-9", new { phase = 10 }, new
        {
            organisation = "icmpd",
            document = new { document = "document/none", quote = " ", lineStart = 0, lineEnd = -1 },
            note = "bell \u0007",
        });

        Assert.Equal(
            ["INVALID input.source.organisation", "INVALID input.source.note", "REQUIRED input.source.document.quote", "INVALID input.source.document.lineStart",
                "INVALID input.source.document.lineEnd", "NOT_FOUND input.source.document.document"],
            payload.At("userErrors").EnumerateArray().Select(e => $"{e.At("code").GetString()} {string.Join('.', e.At("path").EnumerateArray().Select(p => p.GetString()))}"));
    }

    private async Task<JsonElement> ChangeAsync(string slug, object patch, object? source = null)
    {
        const string mutation = "mutation($input: UpsertProjectInput!) { upsertProject(input: $input) { project { version updatedAt } userErrors { code message path } } }";
        object input = source is null ? new { lookup = new { slug }, patch } : new { lookup = new { slug }, patch, source };
        return (await host.AskAsync(mutation, new { input })).At("upsertProject");
    }

    private async Task<IReadOnlyList<JsonElement>> ClaimsAsync(string slug, string field)
    {
        var data = await host.AskAsync($$"""
            { project(by: { slug: "{{slug}}" }) { claims(field: "{{field}}") { id value kind followed note
              sources { ... on DocumentSource { document { id } quote } ... on SubmissionSource { organisation { id } submittedAt revision } } } } }
            """);
        return [.. data.At("project", "claims").EnumerateArray()];
    }

    private async Task<IEnumerable<(string? Value, bool Followed)>> ValuesAsync(string slug, string field) =>
        (await ClaimsAsync(slug, field)).Select(c => (c.At("value").GetString(), c.At("followed").GetBoolean())).Distinct().Order();

    private async Task<JsonElement> ConflictAsync(string slug, string field)
    {
        var data = await host.AskAsync($$"""{ project(by: { slug: "{{slug}}" }) { conflicts { field rule explanation claims { value followed } } } }""");
        return data.At("project", "conflicts").EnumerateArray().Single(c => c.At("field").GetString() == field);
    }
}
